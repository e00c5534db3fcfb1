import { ask } from './api.js';

// What the page knows. Only what has changed is asked for again.

const PAGE = 1000;

export const store = { monitors: [], feed: null, instance: null, series: new Map() };
let revision = -1;

async function changedSince(since) {
  const changed = [];
  let answer;
  do {
    answer = await ask('series', { since, offset: changed.length, limit: PAGE });
    changed.push(...answer.series);
  } while (answer.series.length === PAGE && changed.length < answer.found);
  return { changed, ...answer };
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
