import { type Command, where } from '../command.ts';
import { checkInstallation, type Finding } from '../doctor/index.ts';
import { dataDirectory } from '../paths.ts';

/** What is wrong with an installation and how to mend it. Changes nothing. */
export const doctor: Command = {
  permission: 'installation',
  usage: 'doctor [--data DIR] [--json]',
  summary: 'Says what is wrong with this installation and how to mend it. Changes nothing.',
  options: { data: where.data, json: { type: 'boolean' } },
  handsOver: false,
  async run(call) {
    const findings = await checkInstallation({
      url: process.env.DATABASE_URL || undefined,
      directory: dataDirectory(call, call.io),
    });
    if (call.flag('json')) call.io.out(`${JSON.stringify({ findings })}\n`);
    else for (const finding of findings) call.io.out(line(finding));
    return findings.some(({ state }) => state === 'fault') ? 1 : 0;
  },
};

function line({ state, what, says, mend }: Finding): string {
  const mark = { well: 'well   ', notice: 'notice ', fault: 'FAULT  ' }[state];
  return `${mark}${what}: ${says}\n${mend === undefined ? '' : `       mend: ${mend}\n`}`;
}
