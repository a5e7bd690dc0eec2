import { eventLogContract } from "@rapport/testing/eventLogContract";
import { memoryLogUnderTest } from "./logsUnderTest.ts";

eventLogContract("MemoryEventLog", () => memoryLogUnderTest());
