import { useRead } from "../../api/useRead.ts";

/** How far each source has been read; what stands around the pages and parts that rest on sources share one answer. */
export const useSources = () => useRead("GET /v1/freshness", {});
