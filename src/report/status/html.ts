import type { StatusReport } from "../../status/status-report.ts";
export function statusHtml(report: StatusReport): string {
  return report.today;
}
