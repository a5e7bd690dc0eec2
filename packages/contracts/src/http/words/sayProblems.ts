import {
  ClientNotFound,
  LogAway,
  NotAllowed,
  NotSayable,
  readProblems,
  RequestIdTaken,
} from "../Problems.ts";

/** What saying something may come to. */
export const sayProblems = [
  NotSayable,
  NotAllowed,
  RequestIdTaken,
  LogAway,
  ClientNotFound,
  ...readProblems,
] as const;
