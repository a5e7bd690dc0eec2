/** Addresses of the broker that all suites share. */
export const sharedBrokers = (): string => {
  const brokers = process.env["KAFKA_BROKERS"];
  if (brokers === undefined) throw new Error("no broker: set KAFKA_BROKERS");
  return brokers;
};
