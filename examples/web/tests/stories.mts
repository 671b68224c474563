// The three stories, clicked through as people would: an agent's day, a manager's morning, a director's.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World } from './world.mjs';

test('an agent answers a bundle, a question, and disputes a review', async (t) => {
  const world = await World.begin();
  t.after(world.close);
  const ana = await world.person('Ana Ruiz');
  await ana.sees('3 things wait for you.');

  await ana.press('Close with a next step');
  await ana.sees('Name the day, and who calls whom.');
  await ana.sees('Closing, passed: 80 percent');
  await ana.sees('It did not take place No session was recorded.');
  await ana.withoutChecks();
  assert.equal(await ana.press('Respond'), 422, 'the law has the last word about an empty answer');
  await ana.sees('The text is blank.');
  await ana.choose('What it is', 'action_plan');
  await ana.write('Your answer', 'I will name a day in <every> call & write it down.');
  assert.equal(await ana.press('Respond'), 200);
  await ana.sees('Done.');
  await ana.sees('I will name a day in <every> call & write it down.');
  await ana.sees('Respond It was answered already.');

  await ana.press('Today');
  await ana.press('The disclaimer was not read out.');
  await ana.write('Your answer', 'I had lost the page. It is on the wall now.');
  await ana.press('Answer');
  await ana.sees('Answer It was answered already.');

  await ana.press('Today');
  await ana.sees('1 thing waits for you.');
  await ana.press('Upgrade or not');
  await ana.sees('Here she asks what happens now.');
  await ana.open('Dispute the rating');
  await ana.choose('What it should be', '5');
  await ana.write('Reason', 'She had hung up by then.');
  await ana.press('Dispute the rating');
  await ana.sees('Disputed by you');
  await ana.sees('Dispute the rating A dispute is open.');

  await ana.press('To do');
  await ana.press('Name the next step in three calls');
  await ana.press('It is done');
  await ana.sees('It is done It is done already.');
  assert.deepEqual(
    ana.complaints.filter((line) => !line.includes('422')),
    [],
  );
});

test('a manager makes a bundle, reviews a call, concludes an answer and shows it by a link', async (t) => {
  const world = await World.begin();
  t.after(world.close);
  const mia = await world.person('Mia Torres');
  await mia.sees('Answers to look at');
  const waiting = /(\d+)\s+In the queue/.exec(await mia.text())?.[1];

  await mia.press('Make a bundle');
  await mia.sees('A bundle for Dev Patel');
  assert.equal(await mia.press('Release it to Dev Patel'), 409, 'without a title it is kept from its agent');
  await mia.sees('A bundle needs a title before it is released.');
  await mia.write('Title (needed to release it)', 'Say the price');
  await mia.press('Release it to Dev Patel');
  await mia.sees('Waits for the agent');
  await mia.sees('Change its words What it says is locked since its release.');
  await mia.sees('Conclude it The agent has not answered yet.');
  await mia.press('Today');
  await mia.sees(`${Number(waiting) - 1}`);

  await mia.press('Ask, then wait');
  await mia.sees('I talked on because it was quiet.');
  await mia.write('Note (optional)', 'Well heard.');
  await mia.press('Conclude it');
  await mia.sees('Concluded');
  await mia.sees('Call it off It is closed for good.');

  await mia.press('Reviews');
  await mia.press('Review the call of Cleo Adeyemi');
  await mia.sees('Draft');
  await mia.sees('Deliver it A rating is missing.');
  await mia.choose('Stars', '4');
  await mia.press('Rate the call');
  await mia.sees('Deliver it A summary or a comment is missing.');
  await mia.write('Summary', 'Patient to the end.');
  await mia.press('Sum it up');
  await mia.open('Comment on a moment');
  await mia.write('At (minutes:seconds)', '1:05');
  await mia.write('Comment', 'A good silence.');
  await mia.press('Comment on a moment');
  await mia.sees('At 1:05');
  await mia.press('Deliver it');
  await mia.sees('Delivered');

  await mia.press('Make a link');
  await mia.sees('It is shown once');
  const address = await mia.page.$eval('.address', (link) => link.textContent ?? '');
  const stranger = await world.stranger();
  await stranger.go(address);
  await stranger.seesNot('Patient to the end.');
  assert.equal(await stranger.press('Open it'), 200);
  await stranger.sees('Patient to the end.');
  await mia.press('Links');
  await mia.sees('opened 1 of 3 times');
  await mia.press('Revoke');
  await mia.sees('Revoked');
  await stranger.go(address);
  assert.equal(await stranger.press('Open it'), 404);
  await stranger.seesNot('Patient to the end.');
  const other = await world.stranger();
  await other.go(`${address.slice(0, -1)}${address.endsWith('0') ? '1' : '0'}`);
  assert.equal(await other.press('Open it'), 404);
});

test('a director sees who needs coaching, decides a dispute, and takes a report along', async (t) => {
  const world = await World.begin();
  t.after(world.close);
  const dana = await world.person('Dana Whitfield');
  await dana.sees('Who needs coaching');
  await dana.sees('Max Novak');
  await dana.press('Cancelling politely');
  await dana.write('Why', 'It can be heard at 0:41.');
  await dana.press('Decide the dispute');
  await dana.sees('★★★★☆');
  await dana.sees('Accepted');

  await dana.press('Team');
  await dana.press('Next page');
  assert.match(dana.page.url(), /after=/);
  await dana.press('To the first page');
  await dana.press('Ben Clarke');
  await dana.sees('Scores of the last months');
  await dana.press('Today');

  const report = await dana.page.evaluate(async () => {
    const address = [...document.links].find(({ textContent }) => textContent === 'Report as PDF')?.href ?? '';
    return address;
  });
  const cookies = (await dana.page.browserContext().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const answer = await fetch(report, { headers: { cookie: cookies } });
  assert.equal(answer.headers.get('content-type'), 'application/pdf');
  assert.equal(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  );
  await dana.press('As a page');
  await dana.sees('Coaching by manager');
  await dana.sees('Mia Torres');
  assert.deepEqual(dana.complaints, [], 'the report brings its own style, and nothing else');
});
