import { ask } from './api.js';

// What the page knows. Only what has changed is asked for again.

const PAGE = 1000;

export const store = { monitors: [], feed: null, instance: null, series: new Map() };
let revision = -1;

// All pages of what has changed, into `changed`. The revision is that of the first page: what changes while the others
// are asked for is asked for again.
async function pages(since, changed) {
  let revision;
  let answer;
  let offset = 0;
  do {
    answer = await ask('series', { since, offset, limit: PAGE });
    revision ??= answer.revision;
    offset += answer.series.length;
    for (const one of answer.series) changed.set(one.id, one);
  } while (answer.series.length === PAGE && offset < answer.found);
  return { revision, known: answer.known, found: answer.found };
}

// Series are sorted by weight: one that changes may push another from a page that is to come to one that was read.
// Then all pages are asked for once more; what is missing even then comes with the next change.
async function changedSince(since) {
  const changed = new Map();
  const first = await pages(since, changed);
  const last = changed.size < first.found ? await pages(since, changed) : first;
  return {
    changed: [...changed.values()], known: last.known, revision: changed.size < last.found ? since : first.revision,
  };
}

function take({ changed, revision: now }) {
  for (const one of changed) store.series.set(one.id, one);
  revision = now;
}

// Brings everything up to date; says which series have changed.
export async function refresh() {
  const [overview, instance, series] = await Promise.all([ask('overview'), ask('instance'), changedSince(revision)]);
  store.monitors = overview.monitors;
  store.feed = overview.feed;
  store.instance = instance;
  if (series.revision < revision) {
    // Another server than before.
    store.series.clear();
    take(await changedSince(-1));
  } else {
    take(series);
  }
  if (store.series.size > series.known) {
    store.series.clear();
    take(await changedSince(-1));
  }
  return new Set(series.changed.map(one => one.id));
}

export function monitorOf(series) {
  return store.monitors.find(monitor => monitor.name === series.monitor);
}
