/** Names that mean the machine itself, or none. */
const selves = new Set(['localhost', 'localhost.localdomain', 'none', 'null', 'true', 'false', 'host.docker.internal', 'kubernetes.default.svc']);

/** Public services that every model server speaks to: their names, and those below them, tell nothing of whose log it is. */
const publicDomains = [
  'huggingface.co',
  'hf.co',
  'github.com',
  'githubusercontent.com',
  'gitlab.com',
  'pypi.org',
  'pythonhosted.org',
  'python.org',
  'pytorch.org',
  'tensorflow.org',
  'npmjs.org',
  'nodejs.org',
  'nvidia.com',
  'nvcr.io',
  'docker.io',
  'docker.com',
  'ghcr.io',
  'quay.io',
  'k8s.io',
  'kubernetes.io',
  'gunicorn.org',
  'readthedocs.io',
  'onnxruntime.ai',
  'vllm.ai',
  'kserve.io',
  'redhat.io',
  'scikit-learn.org',
  'openai.com',
  'anthropic.com',
  'modelscope.cn',
  'ollama.com',
  'ollama.ai',
  'w3.org',
];

/** Services of the clouds, by their whole names only: a name below that of a storage is a bucket's. */
const publicHosts = new Set(['storage.googleapis.com', 'type.googleapis.com', 's3.amazonaws.com', 'metadata.google.internal']);

/** Endings that only private networks have. */
const privateEndings = new Set(['local', 'internal', 'lan', 'corp', 'intra', 'intranet', 'private', 'localdomain', 'home', 'consul']);
/** Endings that no module and no file has, so that two parts are enough. */
const sureEndings = new Set(['com', 'net', 'org', 'edu', 'gov', 'mil']);
/** Endings that modules, files and locales have too (`skimage.io`, `messages.de`): three parts at least. */
const doubtfulEndings = new Set(
  'io ai dev cloud app co info biz svc de uk eu fr nl be ch at it es pl se no fi dk cz ie pt br mx ca us au nz cn jp kr tw hk sg ru ua il'.split(' '),
);

/** True for a host whose name gives nobody away: this machine, and public services. */
export const isHarmlessHost = (name: string): boolean => {
  const lower = name.toLowerCase();
  if (selves.has(lower) || publicHosts.has(lower)) return true;
  return publicDomains.some((domain) => lower === domain || lower.endsWith(`.${domain}`));
};

/** Whether a name with dots reads as a host's in running text, not as a module, a file or a version. */
export const readsAsHost = (name: string): boolean => {
  const parts = name.toLowerCase().split('.');
  const ending = parts.at(-1) ?? '';
  if (privateEndings.has(ending) || sureEndings.has(ending)) return true;
  return parts.length >= 3 && doubtfulEndings.has(ending);
};
