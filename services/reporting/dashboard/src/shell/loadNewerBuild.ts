const key = "rapport.reloadedAt";
const againAfterMs = 30_000;

/**
 * A part of a page that a newer build replaced is no longer there: the newer build is one load away. Once in a while, lest a
 * server that has lost it makes the page load for ever.
 */
export const loadNewerBuild = (): void =>
  addEventListener("vite:preloadError", () => {
    if (Date.now() - Number(sessionStorage.getItem(key)) < againAfterMs) return;
    sessionStorage.setItem(key, String(Date.now()));
    location.reload();
  });
