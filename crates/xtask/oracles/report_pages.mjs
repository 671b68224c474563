// Every page of a folder in Chromium, on a phone, at a desk and at a narrow window, by day and by night: axe-core finds nothing, and
// nothing is wider than its window. `node report_pages.mjs PAGES PICTURES MODULES`, with the packages installed in the last folder.

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pages, pictures, modules] = process.argv.slice(2).map((folder) => resolve(folder));
const require = createRequire(join(modules, "package.json"));
const puppeteer = require("puppeteer-core");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const SIZES = {
  narrow: { width: 320, height: 640, isMobile: true, hasTouch: true },
  phone: { width: 390, height: 844, isMobile: true, hasTouch: true },
  desk: { width: 1280, height: 900 },
};
// A page of 500 rows has tens of thousands of elements: one like it with few rows is looked at by all rules.
const LONG = /-long$/;
const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--disable-gpu", "--disable-dev-shm-usage", ...root],
  protocolTimeout: 600_000,
});

function tooWide() {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}

async function findings(page, rule) {
  await page.evaluate(AXE);
  return page.evaluate(async (rule) => {
    const { violations } = await globalThis.axe.run(document, { preload: false, ...(rule && { runOnly: [rule] }) });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
  }, rule);
}

async function looked(page, name, path) {
  const faults = [];
  const complain = (what) => faults.push(`${name}: ${what}`);
  const listener = (message) => complain(`the browser complains: ${message.text()}`);
  page.on("console", listener);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  await page.goto(pathToFileURL(path).href);
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewport(viewport);
    const wider = await page.evaluate(tooWide);
    if (wider > 0) complain(`${wider} pixels too wide for a ${size}`);
    if (!LONG.test(name)) await page.screenshot({ path: join(pictures, `${name}-${size}.png`), fullPage: true });
  }
  for (const found of await findings(page, LONG.test(name) ? "color-contrast" : null)) complain(found);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  for (const found of await findings(page, "color-contrast")) complain(`by night, ${found}`);
  if (!LONG.test(name)) await page.screenshot({ path: join(pictures, `${name}-desk-dark.png`), fullPage: true });
  page.off("console", listener);
  return faults;
}

mkdirSync(pictures, { recursive: true });
const names = readdirSync(pages).filter((name) => name.endsWith(".html")).sort();
const faults = [];
try {
  const page = await browser.newPage();
  for (const file of names) faults.push(...(await looked(page, basename(file, ".html"), join(pages, file))));
} finally {
  await browser.close();
}
for (const fault of faults) console.log(fault);
console.log(`${names.length} pages at ${Object.keys(SIZES).length} widths, by day and by night: ${faults.length} findings`);
process.exitCode = faults.length === 0 && names.length > 0 ? 0 : 1;
