import { eventLogContract } from "@rapport/testing/eventLogContract";
import { contractSettings } from "@rapport/testing/eventLogSubject";
import { Context, Effect, Layer } from "effect";
import { EventLog } from "./EventLog.ts";
import { MemoryEventLog } from "./MemoryEventLog.ts";

eventLogContract("MemoryEventLog", () => {
  const layer = MemoryEventLog.layer({ ...contractSettings, storage: MemoryEventLog.makeStorage() });
  return { open: Effect.map(Layer.build(Layer.fresh(layer)), Context.get(EventLog)) };
});
