import type { Reproduction, ReproductionMachine } from '../../model/reproduction.js';
import { assembled, type ReproductionSettings, type Subject } from '../reproduction.js';
import type { Trials } from '../trials.js';
import type { ServiceRehearsal } from './rehearse-service.js';
import { summariseDiagnoses } from './summarise-diagnoses.js';

const keptCommand = 60;

const stopRemark = ({ trials }: Trials): string[] => {
  const killed = trials.filter(({ wasKilled }) => wasKilled === true).length;
  return killed === 0 ? [] : [`${killed} of ${trials.length} did not end within 10 s of SIGTERM and were killed, with all that they had started.`];
};

/** The report of all trials of a service. */
export function serviceReproductionOf(rehearsal: ServiceRehearsal, made: Trials, machine: ReproductionMachine, settings: ReproductionSettings): Reproduction {
  const { service, conditions, refused, remarks } = rehearsal;
  const { command, ready, request, files } = service;
  const name = command.length > keptCommand ? `${command.slice(0, keptCommand)}…` : command;
  const subject: Subject = {
    name: `\`${name}\``,
    model: null,
    service: { command, readyUrl: ready.href, request: request === null ? null : { url: request.url.href, bytes: request.body.length }, files },
    bindings: [],
    providers: [],
    creation: null,
    diagnoses: summariseDiagnoses(conditions, made.trials),
    conditions,
    shapes: request === null ? [] : [{}],
    diskBytes: () => 0,
    remarks: [...stopRemark(made), ...remarks, ...refused.map((sentence) => `Left out: ${sentence}.`)],
  };
  return assembled(subject, made, machine, settings);
}
