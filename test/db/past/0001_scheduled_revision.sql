PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "__drizzle_migrations" (
			id SERIAL PRIMARY KEY,
			hash text NOT NULL,
			created_at numeric
		);
INSERT INTO __drizzle_migrations VALUES(NULL,'73c2f0407c53ef70d005ba6f75f8156e531ad8a76c26ac4219092bf398def007',1795417440464);
INSERT INTO __drizzle_migrations VALUES(NULL,'fe7c42b8cdc33a2c1c53c1c54210514482adc9f717064274ad63692f40f60fe7',1795427293552);
CREATE TABLE `execution_logs` (
	`id` text GENERATED ALWAYS AS ("executionId" || ':' || printf('%010d', "seq")) VIRTUAL,
	`executionId` text NOT NULL,
	`seq` integer NOT NULL,
	`nodeId` text NOT NULL,
	`nodeType` text NOT NULL,
	`nodeLabel` text,
	`status` text NOT NULL,
	`attempt` integer NOT NULL,
	`duration` real,
	`timestamp` text NOT NULL,
	`error` text,
	`inputPreview` text,
	`inputSize` integer,
	`outputPreview` text,
	`outputSize` integer,
	`result` text,
	`inputData` text,
	`outputData` text,
	PRIMARY KEY(`executionId`, `seq`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_logs VALUES('01m8pz3m0rxgs23ezhngjwbm1v',1,'start','trigger','start','completed',1,1.0,'2024-11-30T19:32:31.904Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3m0rxgs23ezhngjwbm1v',2,'wait','delay','wait','waiting',1,NULL,'2024-11-30T19:32:31.904Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits until 2024-11-30T19:32:39.904Z","wait":"delay","until":"2024-11-30T19:32:39.904Z","state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3m1t8rrk4p5davc1b79g',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:31.933Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{"a":1,"who":"Ána"}');
INSERT INTO execution_logs VALUES('01m8pz3m1t8rrk4p5davc1b79g',2,'add','addField','add','completed',1,1.0,'2024-11-30T19:32:31.934Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8pz3m1t8rrk4p5davc1b79g',3,'out','output','out','completed',1,0.0,'2024-11-30T19:32:31.934Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8pz3m33n2g68nhkf4dhtnm7',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:31.973Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17011,'{"success":true,"message":"Begun"}',NULL,'{"text":"'||printf('%.17000c','x')||'"}');
INSERT INTO execution_logs VALUES('01m8pz3m33n2g68nhkf4dhtnm7',2,'add','addField','add','completed',1,0.0,'2024-11-30T19:32:31.973Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8pz3m33n2g68nhkf4dhtnm7',3,'out','output','out','completed',1,0.0,'2024-11-30T19:32:31.973Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"Result"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8pz3m44k08vw7xf6c3yg40m',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:32.007Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3m44k08vw7xf6c3yg40m',2,'get','http','get','running',1,NULL,'2024-11-30T19:32:32.007Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz3m44k08vw7xf6c3yg40m',3,'get','http','get','completed',1,51.0,'2024-11-30T19:32:32.058Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 19:32:32 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"12"}}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz3m44k08vw7xf6c3yg40m',4,'check','condition','check','completed',1,1.0,'2024-11-30T19:32:32.060Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"price > 10\" was true","conditionResult":true}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz3m44k08vw7xf6c3yg40m',5,'out','output','out','completed',1,0.0,'2024-11-30T19:32:32.060Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz3m6fsdy864wk1h62jpsd',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:32.081Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3m6fsdy864wk1h62jpsd',2,'bad','addField','bad','error',1,2.0,'2024-11-30T19:32:32.083Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3m6fsdy864wk1h62jpsd',3,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:32.083Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3m7gecqsqvbz5q80v9sg',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:32.114Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun","reusedFrom":"01m8pz3m6fsdy864wk1h62jpsd"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3m7gecqsqvbz5q80v9sg',2,'bad','addField','bad','error',1,1.0,'2024-11-30T19:32:32.115Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3m7gecqsqvbz5q80v9sg',3,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:32.115Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3m8grf5ffkg9knfzz1ec',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:32.145Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3m8grf5ffkg9knfzz1ec',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:32.146Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3m8grf5ffkg9knfzz1ec',3,'ask','humanApproval','ask','cancelled',1,NULL,'2024-11-30T19:32:32.176Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3m8grf5ffkg9knfzz1ec',4,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:32.176Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3m9k6r5935emj7a2b9m4',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:32.182Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3m9k6r5935emj7a2b9m4',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:32.182Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3m9k6r5935emj7a2b9m4',3,'ask','humanApproval','ask','completed',1,0.0,'2024-11-30T19:32:32.213Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Approved","conditionResult":true,"approved":true}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8pz3m9k6r5935emj7a2b9m4',4,'out','output','out','completed',1,0.0,'2024-11-30T19:32:32.213Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8pz3mbkd12e4wn9cndfrar3',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:32.245Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3mbkd12e4wn9cndfrar3',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:32.245Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3mcj5t9eym4k34dfx0wq',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:32.277Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3mcj5t9eym4k34dfx0wq',2,'child','executeWorkflow','child','running',1,NULL,'2024-11-30T19:32:32.277Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz3mcj5t9eym4k34dfx0wq',3,'child','executeWorkflow','child','waiting',1,NULL,'2024-11-30T19:32:32.279Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits for execution 4f803580bccde25c826bdf5d43","wait":"child","until":null,"state":{"childId":"4f803580bccde25c826bdf5d43"}}',NULL,NULL);
INSERT INTO execution_logs VALUES('4f803580bccde25c826bdf5d43',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:32.279Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('4f803580bccde25c826bdf5d43',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:32.279Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3mdhbabd3343ppjax14t',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:32.306Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3mdhbabd3343ppjax14t',2,'get','http','get','running',1,NULL,'2024-11-30T19:32:32.306Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz3mdxna3sy8gf6gsyt9zt',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:32.321Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3mdxna3sy8gf6gsyt9zt',2,'model','llm','model','running',1,NULL,'2024-11-30T19:32:32.321Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
CREATE TABLE `execution_signals` (
	`executionId` text NOT NULL,
	`kind` text NOT NULL,
	`nodeId` text NOT NULL,
	`createdAt` text NOT NULL,
	`payload` text,
	PRIMARY KEY(`executionId`, `kind`, `nodeId`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_signals VALUES('01m8pz3m8grf5ffkg9knfzz1ec','cancel','','2024-11-30T19:32:32.174Z',NULL);
INSERT INTO execution_signals VALUES('01m8pz3m9k6r5935emj7a2b9m4','resume','ask','2024-11-30T19:32:32.211Z','{"approved":true,"data":{"by":"Ana"}}');
CREATE TABLE `execution_tokens` (
	`executionId` text NOT NULL,
	`nodeId` text NOT NULL,
	`attempt` integer NOT NULL,
	`offset` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`executionId`, `nodeId`, `attempt`, `offset`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_tokens VALUES('01m8pz3mdxna3sy8gf6gsyt9zt','model',1,0,'Once ');
INSERT INTO execution_tokens VALUES('01m8pz3mdxna3sy8gf6gsyt9zt','model',1,5,'upon ');
INSERT INTO execution_tokens VALUES('01m8pz3mdxna3sy8gf6gsyt9zt','model',1,10,'a ');
CREATE TABLE `schedules` (
	`workflowId` text NOT NULL,
	`nodeId` text NOT NULL,
	`organizationId` text NOT NULL,
	`spec` text NOT NULL,
	`nextAt` text NOT NULL,
	PRIMARY KEY(`workflowId`, `nodeId`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO schedules VALUES('01m8pz3m0dnsdcqq543ycbk692','tick','default','{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}','2027-01-01T02:00:00.000Z');
CREATE TABLE `webhook_tokens` (
	`workflowId` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`digest` text NOT NULL,
	`createdAt` text NOT NULL,
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO webhook_tokens VALUES('01m8pz3m068hy0b6za603kd5hg','default','6bd71db4bf47ad3d1b471f6d0f2f37f335cb3bf25e95791974e94b6d49e45dd6','2024-11-30T19:32:31.892Z');
CREATE TABLE `workflow_executions` (
	`id` text PRIMARY KEY NOT NULL,
	`workflowId` text NOT NULL,
	`organizationId` text NOT NULL,
	`status` text NOT NULL,
	`currentNodeId` text,
	`createdAt` text NOT NULL,
	`startedAt` text,
	`completedAt` text,
	`workflowRevision` integer NOT NULL,
	`triggerType` text NOT NULL,
	`triggerNodeId` text,
	`priority` integer NOT NULL,
	`idempotencyKey` text,
	`idempotencyDigest` text,
	`epoch` integer NOT NULL,
	`leaseOwner` text,
	`leaseUntil` text,
	`wakeAt` text,
	`lastSeq` integer NOT NULL,
	`version` integer NOT NULL,
	`nodeCount` integer NOT NULL,
	`completedNodes` integer NOT NULL,
	`failedNodes` integer NOT NULL,
	`skippedNodes` integer NOT NULL,
	`activeMs` integer NOT NULL,
	`retryOf` text,
	`parentId` text,
	`parentNodeId` text,
	`depth` integer NOT NULL,
	`error` text,
	`inputs` text NOT NULL,
	`nodeResults` text,
	`finalOutput` text
);
INSERT INTO workflow_executions VALUES('01m8pz3m0rxgs23ezhngjwbm1v','01m8pz3kzkfrhd4frnh3ffhx1p','default','waiting','wait','2024-11-30T19:32:31.896Z','2024-11-30T19:32:31.898Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,'2024-11-30T19:32:39.904Z',2,3,3,1,0,0,1,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3m1t8rrk4p5davc1b79g','01m8pz3kxy44xt7vxcsw8qa17x','default','completed','out','2024-11-30T19:32:31.930Z','2024-11-30T19:32:31.932Z','2024-11-30T19:32:31.934Z',1,'api',NULL,10,'once','e515158e144a938360fa90e38ecbae49c378fca0189de161bb8f2aaab79f0990',1,NULL,NULL,NULL,3,3,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{"a":1,"who":"Ána"}','{"start":{"success":true,"message":"Begun","outputData":{"a":1,"who":"Ána"}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"a":1,"who":"Ána","greeting":"hello"}},"out":{"success":true,"message":"Result","outputData":{"a":1,"who":"Ána","greeting":"hello"}}}','{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO workflow_executions VALUES('01m8pz3m33n2g68nhkf4dhtnm7','01m8pz3kxy44xt7vxcsw8qa17x','default','completed','out','2024-11-30T19:32:31.971Z','2024-11-30T19:32:31.972Z','2024-11-30T19:32:31.973Z',2,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,3,3,3,0,0,0,NULL,NULL,NULL,0,NULL,'{"text":"'||printf('%.17000c','x')||'"}','{"start":{"success":true,"message":"Begun","outputData":{"$log":1}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"$log":2}},"out":{"success":true,"message":"Result","outputData":{"$log":3}}}','{"$log":3}');
INSERT INTO workflow_executions VALUES('01m8pz3m44k08vw7xf6c3yg40m','01m8pz3kyzt4hh2f23rpk5b2yn','default','completed','out','2024-11-30T19:32:32.004Z','2024-11-30T19:32:32.005Z','2024-11-30T19:32:32.060Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,5,4,4,4,0,0,53,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"get":{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 19:32:32 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"12"},"outputData":{"price":12}},"check":{"success":true,"message":"\"price > 10\" was true","conditionResult":true,"outputData":{"price":12}},"out":{"success":true,"message":"Result","outputData":{"price":12}}}','{"price":12}');
INSERT INTO workflow_executions VALUES('01m8pz3m6fsdy864wk1h62jpsd','01m8pz3kztz217fgvvt9zyh120','default','failed','bad','2024-11-30T19:32:32.079Z','2024-11-30T19:32:32.080Z','2024-11-30T19:32:32.083Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,3,3,1,1,0,2,NULL,NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","outputData":{}},"bad":{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template","outputData":null}}',NULL);
INSERT INTO workflow_executions VALUES('01m8pz3m7gecqsqvbz5q80v9sg','01m8pz3kztz217fgvvt9zyh120','default','failed','bad','2024-11-30T19:32:32.112Z','2024-11-30T19:32:32.113Z','2024-11-30T19:32:32.115Z',1,'api',NULL,10,'retry:01m8pz3m6fsdy864wk1h62jpsd:','44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',1,NULL,NULL,NULL,3,3,3,1,1,0,1,'01m8pz3m6fsdy864wk1h62jpsd',NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","reusedFrom":"01m8pz3m6fsdy864wk1h62jpsd","outputData":{}},"bad":{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template","outputData":null}}',NULL);
INSERT INTO workflow_executions VALUES('01m8pz3m8grf5ffkg9knfzz1ec','01m8pz3kzdvqc6e5zv22kd3d3m','default','cancelled','ask','2024-11-30T19:32:32.144Z','2024-11-30T19:32:32.144Z','2024-11-30T19:32:32.176Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,6,3,1,0,0,1,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}}}',NULL);
INSERT INTO workflow_executions VALUES('01m8pz3m9k6r5935emj7a2b9m4','01m8pz3kzdvqc6e5zv22kd3d3m','default','completed','out','2024-11-30T19:32:32.179Z','2024-11-30T19:32:32.180Z','2024-11-30T19:32:32.213Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,6,3,3,0,0,0,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"ask":{"success":true,"message":"Approved","conditionResult":true,"approved":true,"outputData":{"by":"Ana"}},"out":{"success":true,"message":"Result","outputData":{"by":"Ana"}}}','{"by":"Ana"}');
INSERT INTO workflow_executions VALUES('01m8pz3mbkd12e4wn9cndfrar3','01m8pz3kzdvqc6e5zv22kd3d3m','default','waiting','ask','2024-11-30T19:32:32.243Z','2024-11-30T19:32:32.244Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3mcj5t9eym4k34dfx0wq','01m8pz3kzzqjfgdfvesnpks574','default','waiting','child','2024-11-30T19:32:32.274Z','2024-11-30T19:32:32.275Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,4,3,1,0,0,2,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL);
INSERT INTO workflow_executions VALUES('4f803580bccde25c826bdf5d43','01m8pz3kzdvqc6e5zv22kd3d3m','default','waiting','ask','2024-11-30T19:32:32.278Z','2024-11-30T19:32:32.279Z',NULL,1,'subworkflow',NULL,5,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,'01m8pz3mcj5t9eym4k34dfx0wq','child',1,NULL,'{"start":{}}',NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3mdhbabd3343ppjax14t','01m8pz3kypbc3pj96038e1xc0j','default','running','get','2024-11-30T19:32:32.305Z','2024-11-30T19:32:32.306Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:31157:01M8PZ3KTT4PH0K92VQS2CZ501','2024-11-30T19:33:02.306Z',NULL,2,3,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3mdxna3sy8gf6gsyt9zt','01m8pz3kz7f301srparythjtgw','default','running','model','2024-11-30T19:32:32.317Z','2024-11-30T19:32:32.318Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:31157:01M8PZ3KTT4PH0K92VQS2CZ501','2024-11-30T19:33:02.318Z',NULL,2,6,3,1,0,0,934,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3mgvmz252ejnprx86kvc','01m8pz3kxy44xt7vxcsw8qa17x','default','pending',NULL,'2024-11-30T19:32:32.411Z',NULL,NULL,2,'api',NULL,10,NULL,NULL,0,NULL,NULL,NULL,0,1,3,0,0,0,0,NULL,NULL,NULL,0,NULL,'{"later":true}',NULL,NULL);
CREATE TABLE `workflow_revisions` (
	`workflowId` text NOT NULL,
	`revision` integer NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`definition` text NOT NULL,
	PRIMARY KEY(`workflowId`, `revision`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO workflow_revisions VALUES('01m8pz3kxy44xt7vxcsw8qa17x',1,'Quick','2024-11-30T19:32:31.807Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"hello"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3kypbc3pj96038e1xc0j',1,'Slow','2024-11-30T19:32:31.830Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/json"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3kyzt4hh2f23rpk5b2yn',1,'Calls','2024-11-30T19:32:31.839Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/ok"}},{"id":"check","type":"condition","label":"check","config":{"conditionField":"price","conditionOperator":"greaterThan","conditionValue":10}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"check"},{"fromNodeId":"check","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3kz7f301srparythjtgw',1,'Writes','2024-11-30T19:32:31.847Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"model","type":"llm","label":"model","config":{"llmPrompt":"Tell me a story","model":"stub"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"model"},{"fromNodeId":"model","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3kzdvqc6e5zv22kd3d3m',1,'Asks','2024-11-30T19:32:31.853Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"ask","type":"humanApproval","label":"ask","config":{"message":"Go on?"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"ask"},{"fromNodeId":"ask","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3kzkfrhd4frnh3ffhx1p',1,'Waits','2024-11-30T19:32:31.859Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"wait","type":"delay","label":"wait","config":{"ms":8000}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"wait"},{"fromNodeId":"wait","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3kztz217fgvvt9zyh120',1,'Fails','2024-11-30T19:32:31.866Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"bad","type":"addField","label":"bad","config":{"fieldName":"v","fieldValue":"{{ nowhere.to.be.found }}"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"bad"},{"fromNodeId":"bad","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3kzzqjfgdfvesnpks574',1,'Parent','2024-11-30T19:32:31.871Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"child","type":"executeWorkflow","label":"child","config":{"workflowId":"01m8pz3kzdvqc6e5zv22kd3d3m"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"child"},{"fromNodeId":"child","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3m068hy0b6za603kd5hg',1,'Hooked','2024-11-30T19:32:31.878Z','{"nodes":[{"id":"hook","type":"webhook","label":"hook","config":{}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"hook","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3m0dnsdcqq543ycbk692',1,'Ticks','2024-11-30T19:32:31.885Z','{"nodes":[{"id":"tick","type":"trigger","label":"tick","config":{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"tick","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3kxy44xt7vxcsw8qa17x',2,'Quick','2024-11-30T19:32:31.964Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"good day"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
CREATE TABLE `workflows` (
	`id` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`tags` text NOT NULL,
	`revision` integer NOT NULL,
	`published` integer,
	`nodeCount` integer NOT NULL,
	`concurrency` integer,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`removedAt` text
, `scheduled` integer);
INSERT INTO workflows VALUES('01m8pz3kxy44xt7vxcsw8qa17x','default','Quick','[]',2,2,3,NULL,'2024-11-30T19:32:31.807Z','2024-11-30T19:32:31.968Z',NULL,2);
INSERT INTO workflows VALUES('01m8pz3kypbc3pj96038e1xc0j','default','Slow','[]',1,1,3,NULL,'2024-11-30T19:32:31.830Z','2024-11-30T19:32:31.830Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3kyzt4hh2f23rpk5b2yn','default','Calls','[]',1,1,4,NULL,'2024-11-30T19:32:31.839Z','2024-11-30T19:32:31.839Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3kz7f301srparythjtgw','default','Writes','[]',1,1,3,NULL,'2024-11-30T19:32:31.847Z','2024-11-30T19:32:31.847Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3kzdvqc6e5zv22kd3d3m','default','Asks','[]',1,1,3,NULL,'2024-11-30T19:32:31.853Z','2024-11-30T19:32:31.853Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3kzkfrhd4frnh3ffhx1p','default','Waits','[]',1,1,3,NULL,'2024-11-30T19:32:31.859Z','2024-11-30T19:32:31.859Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3kztz217fgvvt9zyh120','default','Fails','[]',1,1,3,NULL,'2024-11-30T19:32:31.866Z','2024-11-30T19:32:31.866Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3kzzqjfgdfvesnpks574','default','Parent','[]',1,1,3,NULL,'2024-11-30T19:32:31.871Z','2024-11-30T19:32:31.871Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3m068hy0b6za603kd5hg','default','Hooked','[]',1,1,2,NULL,'2024-11-30T19:32:31.878Z','2024-11-30T19:32:31.878Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3m0dnsdcqq543ycbk692','default','Ticks','[]',1,1,2,NULL,'2024-11-30T19:32:31.885Z','2024-11-30T19:32:31.885Z',NULL,1);
CREATE INDEX `schedules_by_time` ON `schedules` (`nextAt`);
CREATE INDEX `executions_by_organization` ON `workflow_executions` (`organizationId`,`createdAt`,`id`);
CREATE INDEX `executions_by_workflow` ON `workflow_executions` (`workflowId`,`createdAt`,`id`);
CREATE INDEX `executions_unfinished` ON `workflow_executions` (`organizationId`,`createdAt`,`id`) WHERE "completedAt" IS NULL;
CREATE INDEX `executions_ended_by_organization` ON `workflow_executions` (`organizationId`,`status`,`createdAt`,`id`) WHERE "completedAt" IS NOT NULL;
CREATE INDEX `executions_ended_by_workflow` ON `workflow_executions` (`workflowId`,`status`,`createdAt`,`id`) WHERE "completedAt" IS NOT NULL;
CREATE INDEX `executions_pending` ON `workflow_executions` (`workflowId`,"priority" DESC,`createdAt`,`id`,`triggerType`) WHERE "status" = 'pending';
CREATE INDEX `executions_waiting` ON `workflow_executions` (`workflowId`,`wakeAt`) WHERE "status" = 'waiting';
CREATE INDEX `executions_running` ON `workflow_executions` (`leaseUntil`) WHERE "status" = 'running';
CREATE INDEX `executions_failed` ON `workflow_executions` (`completedAt`) WHERE "status" = 'failed';
CREATE INDEX `executions_by_parent` ON `workflow_executions` (`parentId`) WHERE "parentId" IS NOT NULL;
CREATE INDEX `executions_by_retry` ON `workflow_executions` (`retryOf`) WHERE "retryOf" IS NOT NULL;
CREATE UNIQUE INDEX `executions_by_key` ON `workflow_executions` (`workflowId`,`idempotencyKey`) WHERE "idempotencyKey" IS NOT NULL;
CREATE INDEX `workflows_by_update` ON `workflows` (`organizationId`,`updatedAt`,`id`) WHERE "removedAt" IS NULL;
CREATE INDEX `workflows_unscheduled` ON `workflows` (`id`,`organizationId`) WHERE "removedAt" IS NULL AND "published" IS NOT "scheduled";
COMMIT;
