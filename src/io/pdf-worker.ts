import { readPdf } from "../verify/read-pdf.ts";
import { answerWith } from "./thread-answer.ts";

await answerWith(readPdf);
