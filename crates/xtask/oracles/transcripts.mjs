// The cues that `subtitle` reads of captions, which come as a JSON list; `node transcripts.mjs FOLDER`, with the package installed
// in the folder.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { parseSync } = createRequire(join(process.argv[2], "package.json"))("subtitle");

const found = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  try {
    return parseSync(text).filter((node) => node.type === "cue").map(({ data: { start, end, text } }) => [start, end, text]);
  } catch {
    return null;
  }
});
process.stdout.write(JSON.stringify(found));
