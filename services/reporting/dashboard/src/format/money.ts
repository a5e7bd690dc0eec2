const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (currency: string, short: boolean): Intl.NumberFormat => {
  const key = `${currency} ${short}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat("en", {
      style: "currency",
      currency,
      currencyDisplay: "code",
      ...(short ? { notation: "compact", maximumSignificantDigits: 3 } : {}),
    });
    formats.set(key, format);
  }
  return format;
};

/** Digits after the point: 2 of EUR, 0 of JPY. */
export const digitsOf = (currency: string): number =>
  formatOf(currency, false).resolvedOptions().maximumFractionDigits ?? 2;

/** Integer minor units as an exact decimal: -120450 of EUR is `-1204.50`. */
const decimalOf = (minor: number, digits: number): Intl.StringNumericLiteral => {
  const sign = minor < 0 ? "-" : "";
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  return (
    digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`
  ) as Intl.StringNumericLiteral;
};

/** `EUR -1,204.50`, to the cent. */
export const moneyText = (minor: number, currency: string): string => {
  const digits = digitsOf(currency);
  return formatOf(currency, false)
    .format(decimalOf(minor, digits))
    .replace("\u00a0", " ")
    .replace(/^-(\S+) /, "$1 -");
};

/** `EUR 1.2M`, for tiles and axes; the exact figure belongs beside it. */
export const shortMoneyText = (minor: number, currency: string): string =>
  formatOf(currency, true)
    .format(decimalOf(minor, digitsOf(currency)))
    .replace("\u00a0", " ")
    .replace(/^-(\S+) /, "$1 -");
