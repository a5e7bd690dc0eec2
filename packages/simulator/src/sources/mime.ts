import { minuteMs } from "../time/days.ts";

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const two = (n: number): string => String(n).padStart(2, "0");

/** RFC 5322 3.3 with the sender's own offset. */
export const mailDate = (utcMs: number, offsetMinutes: number): string => {
  const wall = new Date(utcMs + offsetMinutes * minuteMs);
  const away = Math.abs(offsetMinutes);
  const zone = `${offsetMinutes < 0 ? "-" : "+"}${two(Math.floor(away / 60))}${two(away % 60)}`;
  const time = `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}:${two(wall.getUTCSeconds())}`;
  return `${weekdays[wall.getUTCDay()]}, ${wall.getUTCDate()} ${months[wall.getUTCMonth()]} ${wall.getUTCFullYear()} ${time} ${zone}`;
};

/** The time of an mbox's `From ` line: asctime, UTC. */
export const asctime = (utcMs: number): string => {
  const at = new Date(utcMs);
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
  return `${weekdays[at.getUTCDay()]} ${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${time} ${at.getUTCFullYear()}`;
};

// eslint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

/** RFC 2047, base64. */
export const encodedWord = (text: string): string =>
  isAscii(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;

/** RFC 2045 6.7. */
export const quotedPrintable = (text: string): string =>
  text
    .split("\n")
    .map((line) => {
      let out = "";
      let width = 0;
      const bytes = Buffer.from(line);
      for (let i = 0; i < bytes.length; i++) {
        const byte = bytes[i]!;
        const last = i === bytes.length - 1;
        const plain = byte >= 32 && byte <= 126 && byte !== 61 && !(last && byte === 32);
        const piece = plain
          ? String.fromCharCode(byte)
          : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
        if (width + piece.length > 75) {
          out += "=\n";
          width = 0;
        }
        out += piece;
        width += piece.length;
      }
      return out;
    })
    .join("\n");

export const base64Lines = (text: string): string =>
  Buffer.from(text)
    .toString("base64")
    .replaceAll(/(.{76})/g, "$1\n");

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const htmlOf = (text: string): string =>
  `<html><body>${text
    .split("\n")
    .map((line) => `<div>${line === "" ? "<br>" : escapeHtml(line)}</div>`)
    .join("\n")}</body></html>`;

/** How a message's text travels. */
export type Dress = "plain" | "quoted" | "base64" | "alternative";

/** The header fields of the body and the body itself, with `\n` line ends. */
export const dressed = (text: string, dress: Dress, boundary: string): string => {
  if (dress === "alternative") {
    const plain = `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n${quotedPrintable(text)}`;
    const html = `Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n${quotedPrintable(htmlOf(text))}`;
    return `MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="${boundary}"\n\n--${boundary}\n${plain}\n--${boundary}\n${html}\n--${boundary}--\n`;
  }
  const fields = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n";
  if (dress === "base64") return `${fields}Content-Transfer-Encoding: base64\n\n${base64Lines(text)}\n`;
  if (dress === "quoted" || !isAscii(text)) {
    return `${fields}Content-Transfer-Encoding: quoted-printable\n\n${quotedPrintable(text)}\n`;
  }
  return `${fields}Content-Transfer-Encoding: 7bit\n\n${text}\n`;
};
