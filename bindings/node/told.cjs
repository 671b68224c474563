// The loop of whoever keeps things elsewhere: facts are loaded until there is an answer.
'use strict';

// No answer has `keys` and nothing else.
const isNeedsFacts = (answer) =>
  answer !== null && typeof answer === 'object' && Array.isArray(answer.keys) && Object.keys(answer).length === 1;

// The keys that are wanted, each for the first time.
function wantedIn({ keys }, wanted) {
  for (const key of keys.map((key) => JSON.stringify(key))) {
    if (wanted.has(key)) throw new Error(`what was loaded is wanted again: ${key}`);
    wanted.add(key);
  }
  return keys;
}

function told(load, ask) {
  const wanted = new Set();
  for (let facts = []; ; ) {
    const answer = ask(facts);
    if (!isNeedsFacts(answer)) return answer;
    facts = [...facts, ...load(wantedIn(answer, wanted))];
  }
}

async function toldAsync(load, ask) {
  const wanted = new Set();
  for (let facts = []; ; ) {
    const answer = await ask(facts);
    if (!isNeedsFacts(answer)) return answer;
    facts = [...facts, ...(await load(wantedIn(answer, wanted)))];
  }
}

module.exports = { isNeedsFacts, told, toldAsync };
