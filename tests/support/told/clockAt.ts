/**
 * Arguments of Node with which a process, and every thread of it, lives at another time: its clock shows `moment` now, and
 * goes on from there.
 */
export const clockAt = (moment: string): ReadonlyArray<string> => {
  const byMs = Date.parse(moment) - Date.now();
  const script = `
    const Real = Date;
    globalThis.Date = class Date extends Real {
      constructor(...given) { given.length === 0 ? super(Real.now() + ${byMs}) : super(...given); }
      static now() { return Real.now() + ${byMs}; }
    };`;
  return ["--import", `data:text/javascript,${encodeURIComponent(script)}`];
};
