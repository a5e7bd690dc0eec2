import { ClientNotFound, LogAway, NotSayable, readProblems, RequestIdTaken } from "../Problems.ts";

/** What saying something may come to. */
export const sayProblems = [NotSayable, RequestIdTaken, LogAway, ClientNotFound, ...readProblems] as const;
