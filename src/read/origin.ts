/** What the place of a file says of the replica that wrote it. */
export type FileOrigin = { readonly replica: string; readonly labels: Readonly<{ [name: string]: string }> };

/** The kubelet's folder of a pod: `NAMESPACE_POD_UID/CONTAINER/0.log`, rotated files too. */
const inPodFolder = /(?:^|[\\/])([a-z0-9-]+)_([a-z0-9.-]+)_([0-9a-f-]{32,36})[\\/]([a-z0-9-]+)[\\/]\d+\.log[\w.-]*$/;
/** Its links to them: `POD_NAMESPACE_CONTAINER-ID.log`. */
const inContainers = /(?:^|[\\/])([a-z0-9.-]+)_([a-z0-9-]+)_([a-z0-9-]+)-[0-9a-f]{64}\.log$/;

/** Pod and container of a file that lies, or was copied, as nodes keep their logs; null for any other path. */
export const originOfPath = (path: string): FileOrigin | null => {
  const folder = inPodFolder.exec(path);
  if (folder !== null) {
    const [, namespace = '', pod = '', uid = '', container = ''] = folder;
    return { replica: `${pod}/${container}`, labels: { pod, namespace, container, uid } };
  }
  const link = inContainers.exec(path);
  if (link === null) return null;
  const [, pod = '', namespace = '', container = ''] = link;
  return { replica: `${pod}/${container}`, labels: { pod, namespace, container } };
};
