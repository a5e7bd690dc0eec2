// The health check of a service in its container: asks it on loopback, ends with 0 when it says it is well.
const port = process.argv[2];
const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4_000) });
process.exit(answer.ok ? 0 : 1);
