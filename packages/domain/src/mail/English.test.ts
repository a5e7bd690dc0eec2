import { describe, expect, it } from "@effect/vitest";
import { isEnglish } from "./English.ts";

describe("isEnglish", () => {
  it.each([
    "We had a good meeting and I am happy with what you have done.",
    "Thanks, great work!",
    "Bad idea",
  ])("is true of %j", (text) => {
    expect(isEnglish(text)).toBe(true);
  });

  it.each([
    "Wir hatten ein gutes Gespräch und ich bin mit dem Ergebnis sehr zufrieden.",
    "Nous avons eu une bonne réunion et je suis content de ce que vous avez fait.",
    "Tuvimos una buena reunión y estoy contento con lo que han hecho para nosotros.",
    "Das Meeting mit the team and you war gut, aber wir sind mit dem Ergebnis und auch mit euch noch nicht zufrieden.",
    "Abbiamo avuto una buona riunione e sono contento di quello che avete fatto per noi.",
    "会議はとても良かったです。",
    "Встреча была хорошей, спасибо.",
    "Schöne Grüße",
    "",
    "12345 -- !!",
  ])("is false of %j", (text) => {
    expect(isEnglish(text)).toBe(false);
  });
});
