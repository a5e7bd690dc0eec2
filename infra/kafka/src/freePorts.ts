import { createServer } from "node:net";

/**
 * Below the range from which systems take the local ports of outgoing connections (32768 and up): a broker that was
 * killed finds its port free again, and no client of a dead broker connects to itself.
 */
const lowest = 20_000;
const highest = 32_000;

/** Whether nobody listens on a port of the loopback interface. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/** `count` different free ports of the loopback interface, from a random place on. */
export const freePorts = async (count: number): Promise<ReadonlyArray<number>> => {
  const ports: number[] = [];
  const start = lowest + Math.floor(Math.random() * (highest - lowest));
  for (let step = 0; step < highest - lowest && ports.length < count; step++) {
    const port = lowest + ((start - lowest + step) % (highest - lowest));
    if (await isFree(port)) ports.push(port);
  }
  if (ports.length < count) throw new Error(`no ${count} free ports between ${lowest} and ${highest}`);
  return ports;
};
