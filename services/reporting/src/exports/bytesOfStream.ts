import { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Stream } from "effect";

type Bytes = Stream.Stream<Uint8Array, WarehouseError>;

/** Puts an answer's bytes through a generator; whoever ends early ends the answer. */
export const through = (
  answer: Bytes,
  rewrite: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
): Bytes =>
  Stream.suspend(() =>
    Stream.fromAsyncIterable(rewrite(Stream.toAsyncIterable(answer)), (cause) => cause),
  ).pipe(Stream.catch((cause) => (cause instanceof WarehouseError ? Stream.fail(cause) : Stream.die(cause))));
