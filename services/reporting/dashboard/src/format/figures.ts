const one = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** `12.3 %` */
export const percentText = (percent: number): string => `${one.format(percent)} %`;
/** `1,234` */
export const countText = (count: number): string => whole.format(count);
/** Seconds as hours: `12.5 h` */
export const hoursText = (seconds: number): string => `${one.format(seconds / 3600)} h`;
