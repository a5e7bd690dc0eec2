import { resolve } from "node:path";
import { workingFolder } from "@rapport/runtime/Environment";

/** A path as the user typed it, from where the user stands; `-` stays standard input. */
export const userPath = (path: string): string => (path === "-" ? path : resolve(workingFolder(), path));
