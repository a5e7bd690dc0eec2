/** What the script in the page has seen since the page began to load; times in ms from then. */
export interface Watched {
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  readonly wholeMs: number;
  readonly blockedMs: number;
  readonly layoutShift: number;
  readonly scriptBytes: number;
  /** From each input of an interaction to the next paint after its handlers, in steps of 8 ms. */
  readonly interactionsMs: ReadonlyArray<number>;
}

// Texts, because they run in the page. The largest burst of layout shifts counts, as web.dev/articles/cls defines it; of a
// long task what is above 50 ms, if it ended after the first paint.
export const watchScript = `(() => {
  const seen = { skeletons: false, wholeMs: 0, largestPaintMs: 0, tasks: [], shifts: [], interactionsMs: [] };
  globalThis.rapportWatch = seen;
  const observe = (type, note, more) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
  observe("largest-contentful-paint", (entry) => { seen.largestPaintMs = entry.startTime; });
  observe("longtask", (entry) => seen.tasks.push(entry));
  observe("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shifts.push(entry); });
  observe("event", (entry) => { if (entry.interactionId > 0) seen.interactionsMs.push(entry.duration); }, { durationThreshold: 16 });
  new MutationObserver(() => {
    const skeletons = document.querySelector("[data-skeleton], [aria-busy=true]") !== null;
    if (seen.skeletons && !skeletons) seen.wholeMs = performance.now();
    seen.skeletons = skeletons;
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-skeleton", "aria-busy"] });
})()`;

export const readWatch = `(() => {
  const seen = globalThis.rapportWatch;
  const firstPaintMs = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN;
  const blockedMs = seen.tasks.filter((task) => task.startTime + task.duration > firstPaintMs).reduce((sum, task) => sum + task.duration - 50, 0);
  let [worst, burst, start, last] = [0, 0, 0, 0];
  for (const shift of seen.shifts) {
    const same = shift.startTime - last < 1000 && shift.startTime - start < 5000;
    if (!same) start = shift.startTime;
    burst = same ? burst + shift.value : shift.value;
    last = shift.startTime;
    worst = Math.max(worst, burst);
  }
  const scriptBytes = performance.getEntriesByType("resource").filter((entry) => entry.name.endsWith(".js")).reduce((sum, entry) => sum + entry.encodedBodySize, 0);
  return { firstPaintMs, largestPaintMs: seen.largestPaintMs, wholeMs: seen.wholeMs, blockedMs, layoutShift: worst, scriptBytes, interactionsMs: [...seen.interactionsMs] };
})()`;

/** Resolves after the next two frames, when what was measured of the last one has been told. */
export const afterPaint = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))`;

export const forgetInteractions = "void (globalThis.rapportWatch.interactionsMs.length = 0)";
