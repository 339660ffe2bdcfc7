import { answerJob } from "../io/threads.ts";
import { checkShare } from "./check-findings.ts";

await answerJob(checkShare);
