import type { Level } from '../../model/record.js';
import { matchEnd, skipSpaces } from './scan.js';

/** Where in the tail of a prefix reading stands, and what it gave. */
export type Cursor = { at: number; level: Level | null; process: string | null };

/** Source places: `core.py:172`, `onnxruntime.cc:2505`, `router/src/lib.rs:199`. */
const place = /[\w./<>-]*\.(?:py|cc|cpp|cu|cuh|c|h|hpp|rs|go|ts|js|mjs|java|kt|scala|pyx|m|mm):\d+/y;
/** The same in brackets: `[core.py:172] `. */
export const placeInBrackets = /\[[\w./<>-]+\.(?:py|cc|cpp|cu|cuh|c|h|hpp|rs|go|ts|js|mjs|java|kt|pyx|m|mm) ?: ?\d+\] ?/y;

/** Java: `main org.pytorch.serve.ModelServer - `, `W-9000-model_1.0-stdout MODEL_LOG - `. */
const javaOrigin = /([\w.()/<>:#-]+(?: [\w()-]+)?) ((?:[a-z]\w*\.)+[A-Z]\w*|MODEL_LOG|ACCESS_LOG|MODEL_METRICS|TS_METRICS) - /y;
/** `worker.py:1832 -- `, `controller 1666 -- `, `proxy 10.20.0.1 -- `, `controller 17084 deployment_state.py:1545 - ` */
const rayOrigin = /(?:[a-z]\w* [\d.:a-f]+ )?(?:[\w./]+\.(?:py|cc):\d+ )?--? /y;
/** loguru: `app.lifecycle:lifespan:15 - `, `__main__ | <module> | 329 | `, `tts_service:280 | ` */
const loguruOrigin = /(?:[\w.]+:\d+ \| |[\w.<>]+:[\w.<>]+:\d+ - |[\w.]+ \| [\w.<>]+ \| \d+ \| |[\w.]+ \| )/y;

/** Python's `%(funcName)s:%(lineno)d - `: `send:496 - `, `<module>:12 - ` */
const functionOrigin = /(?:[A-Za-z_]\w*|<\w+>):\d+ - /y;

/** After the level: the file, logger or process that wrote. `separator`: what stood between. */
export const takeOrigin = (text: string, cursor: Cursor, separator: number): void => {
  const code = text.charCodeAt(cursor.at);
  if (code === 91) {
    const end = matchEnd(placeInBrackets, text, cursor.at);
    if (end < 0) return;
    cursor.at = end;
    if (text.startsWith('- ', end)) cursor.at = skipSpaces(text, end + 2);
    return;
  }
  if (separator === 124) {
    const end = matchEnd(loguruOrigin, text, cursor.at);
    if (end >= 0) cursor.at = end;
    return;
  }
  const end = matchEnd(place, text, cursor.at);
  if (end >= 0) {
    // `arg_utils.py:1019] `, `autotuner.py:674 - `, `worker.py:1832 -- `, `lib.rs:199: `
    if (text.startsWith('] ', end)) cursor.at = end + 2;
    else if (text.startsWith(']', end)) cursor.at = end + 1;
    else if (text.startsWith(' -- ', end)) cursor.at = end + 4;
    else if (text.startsWith(' - ', end) || text.startsWith(' | ', end)) cursor.at = end + 3;
    else if (text.startsWith(': ', end)) cursor.at = end + 2;
    return;
  }
  if (!text.includes(' -', cursor.at)) return;
  const named = matchEnd(functionOrigin, text, cursor.at);
  if (named >= 0) {
    cursor.at = named;
    return;
  }
  const ray = matchEnd(rayOrigin, text, cursor.at);
  if (ray > cursor.at + 3) cursor.at = ray;
};

/** After the level of log4j: thread and logger; a TorchServe worker's thread names the process. */
export const takeJava = (text: string, cursor: Cursor): boolean => {
  if (!text.includes(' - ', cursor.at)) return false;
  javaOrigin.lastIndex = cursor.at;
  const found = javaOrigin.exec(text);
  if (found === null) return false;
  if (found[1]?.startsWith('W-')) cursor.process ??= found[1].replace(/-std(?:out|err)$/, '');
  cursor.at = javaOrigin.lastIndex;
  return true;
};

/** Spring Boot: `1 --- [app] [           main] c.e.Scorer     : `; the brackets of application and thread are padded. */
const springOrigin = /\d{1,10} --- (?:\[[\w .:@()#/-]{0,80}\] ?){1,3}[\w$.[\]/-]{1,160} {0,60}: /y;
/** JBoss Log Manager, Quarkus with it: `[io.quarkus] (main) `. */
const jbossOrigin = /\[[a-z][\w.-]{1,80}\] \([\w .:@#-]{1,60}\) /y;
/** Log4j: `[main] com.example.Scorer: `. */
const threadOrigin = /\[[\w .:@#/-]{1,60}\] (?:[a-z_]\w{0,60}\.){1,12}[A-Z][\w$]{0,80}(?: --? |: )/y;
/** Logback, whose thread stands in front of the level: `com.example.Scorer - `, `Application - `. */
const className = /(?:[a-z_]\w{0,60}\.){1,12}[A-Z][\w$.[\]/-]{0,120} --? /y;
const anyName = /[A-Za-z_][\w$.[\]/-]{0,160} --? /y;
/** Python's `%(levelname)s %(name)s - `: a module of dots; the name of a file is none. */
const moduleName =
  /(?!\S{0,200}\.(?:onnx|bin|pth?|gguf|ggml|safetensors|json|txt|py|js|tar|gz|zip|ya?ml|toml|log|plan|engine|tflite|h5|pkl|ckpt|so|dll) )[A-Za-z_]\w{0,60}(?:\.[A-Za-z_]\w{0,60}){1,10} {1,3}- /y;
const threadName =
  /^\[(?:main|restartedMain|[\w.:-]{0,50}(?:exec|worker|thread|task|scheduling|pool|elastic|epoll|nio|loop|executor)[\w.-]{0,20}-?\d{1,5})\] $/i;

/**
 * After the level, what the loggers of the JVM and of Python say of thread and logger. `thread`: what stood in brackets in front of the level, with its blank.
 * Gives what of it is still to be kept: none where the rest shows that it was a thread.
 */
export const takeLogger = (text: string, cursor: Cursor, thread: string): string => {
  const code = text.charCodeAt(cursor.at);
  const hasStroke = text.includes(' -', cursor.at);
  const inFront = code === 91 ? [jbossOrigin, threadOrigin] : code >= 48 && code <= 57 ? [springOrigin] : hasStroke && thread === '' ? [moduleName] : [];
  const behindThread = thread === '' || !hasStroke ? [] : threadName.test(thread) ? [anyName] : [className];
  for (const origin of [...inFront, ...behindThread]) {
    const end = matchEnd(origin, text, cursor.at);
    if (end < 0) continue;
    cursor.at = end;
    return behindThread.includes(origin) ? '' : thread;
  }
  return thread;
};
