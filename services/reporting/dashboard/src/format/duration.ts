/**
 * Seconds to the second, as people say them: `2 h 5 min`, `3 min 20 s`, `-45 s`. Amounts that are shown this way add up
 * on the screen too.
 */
export const durationText = (seconds: number): string => {
  const whole = Math.abs(Math.round(seconds));
  const parts = [
    [Math.floor(whole / 3600), "h"],
    [Math.floor((whole % 3600) / 60), "min"],
    [whole % 60, "s"],
  ] as const;
  const said = parts
    .filter(([count]) => count !== 0)
    .map(([count, unit]) => `${count.toLocaleString("en")} ${unit}`);
  return `${seconds < 0 && whole !== 0 ? "-" : ""}${said.length === 0 ? "0 s" : said.join(" ")}`;
};
