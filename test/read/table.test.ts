import { describe, expect, it } from 'vitest';
import { isLogTable } from '../../src/read/table.js';
import { isoOf, recordsOf } from './records.js';

const seen = (log: string) => recordsOf(log).map((record) => [record.line, isoOf(record), record.level, record.text]);

describe('a table that a log store exported', () => {
  it.each([
    ["CloudWatch's console", 'timestamp,message', '1773208804771,ready'],
    ['Logs Insights', '@timestamp,@message,@logStream', '2026-03-11 06:00:04.771,ready,ecs/main/1'],
    ["Google's Logs Explorer", 'insertId,timestamp,textPayload,logName', 'a1,2026-03-11T06:00:04.771Z,ready,projects/x'],
    ["Azure's Log Analytics", 'TimeGenerated [UTC],LogMessage,PodName', '"3/11/2026, 6:00:04.771 AM",ready,vllm-0'],
    ["Kibana's Discover", '"@timestamp",message', '"Mar 11, 2026 @ 06:00:04.771",ready'],
    ['Splunk', '"_raw","_time"', '"ready","2026-03-11T06:00:04.771+0000"'],
    ['Datadog', '"Date","Host","Service","Content"', '"2026-03-11T06:00:04.771Z","h","s","ready"'],
    ["Grafana's Explore", 'labels,Time,Line,tsNs', '"{""app"":""x""}",2026-03-11 06:00:04.771,ready,1773208804771000000'],
    ['with semicolons', 'time;level;message', '2026-03-11T06:00:04.771Z;info;ready'],
    ['with tabs', 'time\tmessage', '2026-03-11T06:00:04.771Z\tready'],
  ])('is read as the lines that were logged: %s', (_, head, row) => {
    expect(seen(`${head}\n${row}\n`).map(([line, time, , text]) => [line, time, text])).toEqual([[2, '2026-03-11T06:00:04.771Z', 'ready']]);
  });

  it('keeps what stands in quotes together: separators, quotes, lines', () => {
    const log = '\ufefftimestamp,message\r\n1773208804771,"loading ""bert"", 3 files"\r\n1773208805771,"Traceback:\n  a\n"\n\n1773208806771,"ready\n"\n';
    expect(seen(log).map(([line, , , text]) => [line, text])).toEqual([
      [2, 'loading "bert", 3 files'],
      [3, 'Traceback:\n  a'],
      [7, 'ready'],
    ]);
  });

  it.each([
    ["CloudWatch's console", '|   timestamp   |   message   |  logStreamName  |\n|---------------|-------------|-----------------|', 3],
    ['with a ruler above', '-------------\n| timestamp | message |\n|-----------|---------|', 4],
  ])('is read where it is drawn with bars: %s', (_, head, line) => {
    const rows = '| 1773208804771 | loading bert  | a/1 |\n| 1773208804773 | 50%|##   | 1/2 | a/1 |\n';
    const width = head.includes('logStreamName') ? rows : rows.replaceAll(' a/1 |', '');
    expect(seen(`${head}\n${width}`).map(([at, time, , text]) => [at, time, text])).toEqual([
      [line, '2026-03-11T06:00:04.771Z', 'loading bert'],
      [line + 1, '2026-03-11T06:00:04.773Z', '50%|##   | 1/2'],
    ]);
  });

  it('is none that is drawn with bars and holds something else, or has no ruler', () => {
    expect(isLogTable('| Model | Status |\n|-------|--------|\n| bert | READY |\n')).toBe(false);
    expect(isLogTable('| timestamp | message |\n| 1773208804771 | ready |\n')).toBe(false);
  });

  it('given newest first is turned round', () => {
    const log = '@timestamp,@message\n2026-03-11 06:00:09,ready\n2026-03-11 06:00:05,loading\n2026-03-11 06:00:04,starting\n';
    expect(seen(log).map(([line, , , text]) => [line, text])).toEqual([
      [4, 'starting'],
      [3, 'loading'],
      [2, 'ready'],
    ]);
  });

  it('names level and replica by its columns, and quotes the line of the file', () => {
    const [record] = recordsOf('time,severity,message,resource.labels.pod_name\n2026-03-11T06:00:04Z,ERROR,gone,vllm-0\n');
    expect([record?.level, record?.stream.replica, record?.raw]).toEqual(['error', 'vllm-0', '2026-03-11T06:00:04Z,ERROR,gone,vllm-0']);
  });

  it('loses no line where a quote is never closed, or a row has no message', () => {
    const log = 'time,message\n2026-03-11T06:00:04Z,"open\n2026-03-11T06:00:05Z\n';
    expect(recordsOf(log).map(({ line, raw }) => [line, raw])).toEqual([
      [2, '2026-03-11T06:00:04Z,"open'],
      [3, '2026-03-11T06:00:05Z'],
    ]);
  });

  it('loses no line of many whose quotes are never closed', () => {
    for (const open of ['5,"open', '5" wide,"open']) {
      const log = `time,message\n${`${open}\n`.repeat(5001)}`;
      expect(recordsOf(log).reduce((lines, { raw }) => lines + raw.split('\n').length, 0)).toBe(5001);
    }
  });

  it.each([
    'time,value\n1,2\n',
    'message\nready\n',
    'message,text\na,b\n',
    'time,time,message\n1,2,3\n',
    '2026-03-11 06:00:04,INFO,ready\n',
    'time,message',
    'app | {"level":30,"time":5,"msg":"ready"}\n',
    'loading,"time":5,message\n',
  ])('is none: %j', (text) => {
    expect(isLogTable(text)).toBe(false);
  });
});
