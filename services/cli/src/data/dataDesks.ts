import { Layer } from "effect";
import { auditDeskLayer } from "./auditDesk.ts";
import { deadLetterDeskLayer } from "./deadLetterDesk.ts";
import { importsRunningLayer } from "./runningImports.ts";

/** What the data pages need beside the warehouse. */
export const dataDesksLayer = Layer.mergeAll(auditDeskLayer, deadLetterDeskLayer, importsRunningLayer);
