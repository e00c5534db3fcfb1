// The page's colours live in its style sheet; canvases ask for them here, by the theme of the moment.

let computed = null;

export function colour(name) {
  computed ??= getComputedStyle(document.documentElement);
  return computed.getPropertyValue(`--${name}`).trim();
}

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

// Calls back whenever colours have changed: by the switch, by the system, for print and after it.
export function onColours(redraw) {
  const button = document.getElementById('theme');
  const name = () => { button.textContent = isDark() ? 'Light' : 'Dark'; };
  const change = () => { name(); redraw(); };
  button.hidden = false;
  name();
  button.addEventListener('click', () => {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
    change();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', change);
  let before;
  addEventListener('beforeprint', () => {
    before = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = 'light';
    change();
  });
  addEventListener('afterprint', () => {
    if (before) document.documentElement.dataset.theme = before;
    else delete document.documentElement.dataset.theme;
    change();
  });
}
