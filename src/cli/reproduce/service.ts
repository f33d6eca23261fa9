import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { redacted } from '../../report/redaction/redact.js';
import { asObserved } from '../../reproduce/as-observed.js';
import { systemPageCache } from '../../reproduce/page-cache.js';
import { scenarioOf } from '../../reproduce/scenario.js';
import { networkAsk } from '../../reproduce/service/ask.js';
import { performServiceTrial, type ServiceWorld } from '../../reproduce/service/perform-service-trial.js';
import { rehearseService } from '../../reproduce/service/rehearse-service.js';
import { serviceReproductionOf } from '../../reproduce/service/service-reproduction.js';
import { serviceStarter } from '../../reproduce/service/start-service.js';
import type { reproduceSettings } from '../options/reproduce-settings.js';
import { readRuleSet } from '../options/rule-set.js';
import { readThresholds } from '../options/thresholds.js';
import type { Io } from '../terminal/io.js';
import { diagnoseTrial, startsIn } from './diagnose-trial.js';
import type { Prepare } from './measurement.js';
import type { ReproduceOptions } from './options.js';
import { serviceFrom, variantsFrom } from './service-options.js';

/** Whatever the services wrote, in the order of their starts. */
const logsIn = async (folder: string): Promise<string> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  const numberOf = (name: string): number => Number(name.replaceAll(/\D/g, ''));
  const texts = await Promise.all(names.sort((a, b) => numberOf(a) - numberOf(b)).map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => (text === '' || text.endsWith('\n') ? text : `${text}\n`)).join('');
};

/** Reads what a service is started and asked by. Throws a UserError. */
export const serviceMeasurement = async (
  options: ReproduceOptions,
  settings: ReturnType<typeof reproduceSettings>,
  folder: string,
  io: Io,
): Promise<Prepare | null> => {
  const observed = options.from === undefined ? undefined : await (await import('../input/observed-start.js')).observedStart(options.from, io);
  if (observed === null) return null;
  const service = await serviceFrom(options);
  const variants = variantsFrom(options);
  const { requestsAtOnce, remarks } = asObserved(observed?.boot ?? null, settings.requestsAtOnce, true);
  const diagnose = diagnoseTrial(await readRuleSet([]), await readThresholds('fine', []));
  return async (signal) => {
    const world: ServiceWorld = {
      start: serviceStarter(io.env),
      ask: networkAsk,
      pages: systemPageCache,
      diagnose,
      signal,
      folder,
      timeoutSeconds: settings.trialTimeoutSeconds,
      idleSeconds: settings.idleSeconds,
      requestsAtOnce,
    };
    const baseLogs: string[] = [];
    const keeping: ServiceWorld = {
      ...world,
      diagnose: (log) => {
        baseLogs.push(log);
        return diagnose(log);
      },
    };
    const rehearsed = await rehearseService(service, variants, world);
    const rehearsal = { ...rehearsed, remarks: [...remarks, ...rehearsed.remarks] };
    return {
      conditions: rehearsal.conditions,
      perform: (condition, round) => performServiceTrial(service, rehearsal.startOf(condition), condition, round, condition.role === 'base' ? keeping : world),
      onnxruntime: null,
      together: () => null,
      answer: async (made, machine) => {
        const answer = serviceReproductionOf(rehearsal, made, machine, settings);
        const [coldest] = rehearsal.conditions;
        if (observed === undefined || coldest === undefined) return redacted(answer);
        const diagnoses = made.trials.flatMap(({ condition, diagnosis }) => (condition === coldest.id && diagnosis !== undefined ? [diagnosis] : []));
        return redacted({ ...answer, scenario: scenarioOf(observed.boot, coldest, diagnoses) });
      },
      baseStarts: () => startsIn(baseLogs),
      log: () => logsIn(folder),
      refused: rehearsal.refused,
    };
  };
};
