/** Lines of a start of vLLM 0.8, as its V1 engine prints them. */
const start = [
  'INFO 02-11 05:31:02 [__init__.py:239] Automatically detected platform cuda.',
  'INFO 02-11 05:31:05 [api_server.py:1034] vLLM API server version 0.8.4',
  "INFO 02-11 05:31:19 [config.py:689] This model supports multiple tasks: {'generate', 'embed'}. Defaulting to 'generate'.",
  "INFO 02-11 05:31:27 [core.py:61] Initializing a V1 LLM engine (v0.8.4) with config: model='Qwen/Qwen2.5-7B-Instruct', tensor_parallel_size=1",
  'INFO 02-11 05:31:29 [parallel_state.py:959] rank 0 in world size 1 is assigned as DP rank 0, PP rank 0, TP rank 0',
  'INFO 02-11 05:31:30 [gpu_model_runner.py:1276] Starting to load model Qwen/Qwen2.5-7B-Instruct...',
  "INFO 02-11 05:31:31 [weight_utils.py:265] Using model weights format ['*.safetensors']",
  'INFO 02-11 05:31:42 [loader.py:458] Loading weights took 10.31 seconds',
  'INFO 02-11 05:31:43 [gpu_model_runner.py:1291] Model loading took 14.2487 GiB and 12.411520 seconds',
  "INFO 02-11 05:31:54 [backends.py:416] Using cache directory: /root/.cache/vllm/torch_compile_cache/5f2a91c0de/rank_0_0 for vLLM's torch.compile",
  'INFO 02-11 05:31:54 [backends.py:426] Dynamo bytecode transform time: 10.62 s',
  'INFO 02-11 05:31:58 [backends.py:132] Cache the graph of shape None for later use',
  'INFO 02-11 05:32:30 [backends.py:144] Compiling a graph for general shape takes 35.41 s',
  'INFO 02-11 05:32:44 [monitor.py:33] torch.compile takes 46.03 s in total',
  'INFO 02-11 05:32:46 [kv_cache_utils.py:634] GPU KV cache size: 931,728 tokens',
  'INFO 02-11 05:33:08 [gpu_model_runner.py:1626] Graph capturing finished in 21 secs, took 0.52 GiB',
  'INFO 02-11 05:33:08 [core.py:163] init engine (profile, create kv cache, warmup model) took 84.94 seconds',
  'INFO 02-11 05:33:09 [api_server.py:1081] Starting vLLM API server on http://0.0.0.0:8000',
  'INFO:     Started server process [1]',
  'INFO:     Waiting for application startup.',
  'INFO:     Application startup complete.',
];

const pad = (number: number, width = 2) => String(number).padStart(width, '0');

/** The same numbers each time: a linear congruential generator (Numerical Recipes' constants). */
function createNumbers(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The nth group of lines that a server prints as it serves: a few requests, now and then its throughput. */
function servingLines(index: number, next: (below: number) => number): string {
  const time = new Date(Date.UTC(2025, 1, 11, 5, 33, 10) + index * 130);
  const clock = `${pad(time.getUTCMonth() + 1)}-${pad(time.getUTCDate())} ${pad(time.getUTCHours())}:${pad(time.getUTCMinutes())}:${pad(time.getUTCSeconds())}`;
  const id = `chatcmpl-${pad(next(1e9), 10)}${pad(index, 12)}`;
  const prompt = 'Summarise the incident for people who were not there, and say what is known of its cause. '.repeat(1 + next(3));
  const lines = [
    `INFO ${clock} [logger.py:39] Received request ${id}: prompt: '${prompt}', params: SamplingParams(n=1, temperature=0.${next(10)}, top_p=1.0, max_tokens=${next(2048)}), prompt_token_ids: None, lora_request: None.`,
    `INFO ${clock} [async_llm.py:228] Added request ${id}.`,
    `INFO:     10.${next(256)}.${next(256)}.${next(256)}:${1024 + next(60000)} - "POST /v1/chat/completions HTTP/1.1" 200 OK`,
  ];
  if (index % 8 === 0) lines.push('INFO:     10.0.0.7:51442 - "GET /health HTTP/1.1" 200 OK');
  if (index % 77 === 0) {
    lines.push(
      `INFO ${clock} [loggers.py:87] Engine 000: Avg prompt throughput: ${next(4000)}.${next(10)} tokens/s, Avg generation throughput: ${next(2000)}.${next(10)} tokens/s, Running: ${next(64)} reqs, Waiting: 0 reqs, GPU KV cache usage: ${next(60)}.${next(10)}%, Prefix cache hit rate: ${next(90)}.${next(10)}%`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The start and then this many more lines' worth of serving, at most `lineCount` lines in all. */
export function shortVllmLog(lineCount: number): string {
  const next = createNumbers();
  const serving = Array.from({ length: lineCount }, (_, index) => servingLines(index, next)).join('');
  return `${[...start, ...serving.split('\n')].slice(0, lineCount).join('\n')}\n`;
}
