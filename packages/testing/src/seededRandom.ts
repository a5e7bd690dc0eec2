/** For tests; the domain has it, because the simulator ships and needs it too. */
export { seededRandom, type SeededRandom } from "@rapport/domain/seededRandom";
