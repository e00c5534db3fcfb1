// Questions to the server, and being told when to ask again.

// The answer to a question; an error carries the status.
export async function ask(path, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  const answer = await fetch(`api/v1/${path}${query ? `?${query}` : ''}`, { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    const error = new Error(await answer.text());
    error.status = answer.status;
    throw error;
  }
  return answer.json();
}

const AGAIN = 5000;

// Calls `changed` whenever there is something new, and `connected` when the connection comes and goes.
export function listen(changed, connected) {
  const events = new EventSource('api/v1/events');
  events.addEventListener('open', () => connected(true));
  events.addEventListener('change', changed);
  events.addEventListener('error', () => {
    connected(false);
    // The browser tries again by itself, unless it was refused.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => listen(changed, connected), AGAIN);
  });
}
