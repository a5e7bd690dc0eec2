import { layerMemoryProjection } from "./MemoryProjectionStore.ts";
import { projectionStoreContract } from "./projectionStoreContract.ts";

projectionStoreContract("MemoryProjectionStore", () => layerMemoryProjection());
