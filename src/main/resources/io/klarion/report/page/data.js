import { numbered } from './windows.js';

// What the page was given: an overview at once, the windows of a series when they are asked for.

export const overview = JSON.parse(document.getElementById('overview').textContent);

const unpacked = new Map();

async function unpack(index) {
  const text = document.getElementById(`series-${index}`).textContent;
  const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return numbered(await new Response(plain).json());
}

// The windows of a series; the same promise for the same series.
export function windowsOf(index) {
  if (!unpacked.has(index)) unpacked.set(index, unpack(index));
  return unpacked.get(index);
}

export function alertsOf(index) {
  return overview.alerts.filter(alert => alert.series === index);
}
