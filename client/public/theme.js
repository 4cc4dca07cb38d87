// Runs before the first paint, so that a chosen theme never flashes. A file of its own, for a strict content policy.
(() => {
  try {
    const theme = localStorage.getItem('cortado.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is closed to us: the theme is the system's.
  }
})();
