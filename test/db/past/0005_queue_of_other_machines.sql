PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "__drizzle_migrations" (
			id SERIAL PRIMARY KEY,
			hash text NOT NULL,
			created_at numeric
		);
INSERT INTO __drizzle_migrations VALUES(NULL,'73c2f0407c53ef70d005ba6f75f8156e531ad8a76c26ac4219092bf398def007',1795417440464);
INSERT INTO __drizzle_migrations VALUES(NULL,'fe7c42b8cdc33a2c1c53c1c54210514482adc9f717064274ad63692f40f60fe7',1795427293552);
INSERT INTO __drizzle_migrations VALUES(NULL,'b878bac7d7fc43f5f33bd7338236f89405a65b61746c095ee40b01b6c57fa189',1795430187923);
INSERT INTO __drizzle_migrations VALUES(NULL,'6dba56fc7047eb5012993adf51226c70d580f840180890a2938677c2cea9690d',1795434050154);
INSERT INTO __drizzle_migrations VALUES(NULL,'6b1e409cccb9ede20ebc4378fc6422ac56b81adc74d146bb971677100e70c603',1796056298120);
INSERT INTO __drizzle_migrations VALUES(NULL,'faa89a75486b8a77567294f711f471c0999c0c694efe23c6c3a75f5e89f8a49b',1796057079472);
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
INSERT INTO execution_logs VALUES('01m8pz41f686avwp8jcqevqv12',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:45.676Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz41f686avwp8jcqevqv12',2,'wait','delay','wait','waiting',1,NULL,'2024-11-30T19:32:45.677Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits until 2024-11-30T19:32:53.677Z","wait":"delay","until":"2024-11-30T19:32:53.677Z","state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz41gcc1bcksn3t05610j1',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:45.712Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{"a":1,"who":"Ána"}');
INSERT INTO execution_logs VALUES('01m8pz41gcc1bcksn3t05610j1',2,'add','addField','add','completed',1,0.0,'2024-11-30T19:32:45.712Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8pz41gcc1bcksn3t05610j1',3,'out','output','out','completed',1,0.0,'2024-11-30T19:32:45.712Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8pz41htexk7271f03pehn2p',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:45.757Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17011,'{"success":true,"message":"Begun"}',NULL,'{"text":"'||printf('%.17000c','x')||'"}');
INSERT INTO execution_logs VALUES('01m8pz41htexk7271f03pehn2p',2,'add','addField','add','completed',1,0.0,'2024-11-30T19:32:45.757Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8pz41htexk7271f03pehn2p',3,'out','output','out','completed',1,0.0,'2024-11-30T19:32:45.757Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"Result"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8pz41jycfejpfpvjab5fpjt',1,'start','trigger','start','completed',1,1.0,'2024-11-30T19:32:45.794Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz41jycfejpfpvjab5fpjt',2,'get','http','get','running',1,NULL,'2024-11-30T19:32:45.794Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz41jycfejpfpvjab5fpjt',3,'get','http','get','completed',1,56.0,'2024-11-30T19:32:45.850Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 19:32:45 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"12"}}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz41jycfejpfpvjab5fpjt',4,'check','condition','check','completed',1,1.0,'2024-11-30T19:32:45.851Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"price > 10\" was true","conditionResult":true}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz41jycfejpfpvjab5fpjt',5,'out','output','out','completed',1,0.0,'2024-11-30T19:32:45.851Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz41ng2gh58v4vg77wte9k',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:45.875Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz41ng2gh58v4vg77wte9k',2,'bad','addField','bad','error',1,2.0,'2024-11-30T19:32:45.877Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz41ng2gh58v4vg77wte9k',3,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:45.877Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz41pnqw3cybyz4xw006g6',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:45.913Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun","reusedFrom":"01m8pz41ng2gh58v4vg77wte9k"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz41pnqw3cybyz4xw006g6',2,'bad','addField','bad','error',1,0.0,'2024-11-30T19:32:45.913Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz41pnqw3cybyz4xw006g6',3,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:45.913Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz41qq9jaqzwa4k62y5t7d',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:45.946Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz41qq9jaqzwa4k62y5t7d',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:45.946Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz41qq9jaqzwa4k62y5t7d',3,'ask','humanApproval','ask','cancelled',1,NULL,'2024-11-30T19:32:45.978Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz41qq9jaqzwa4k62y5t7d',4,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:45.978Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz41rzskjam5ynyp77hd0g',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:45.985Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz41rzskjam5ynyp77hd0g',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:45.985Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz41rzskjam5ynyp77hd0g',3,'ask','humanApproval','ask','completed',1,0.0,'2024-11-30T19:32:46.020Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Approved","conditionResult":true,"approved":true}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8pz41rzskjam5ynyp77hd0g',4,'out','output','out','completed',1,0.0,'2024-11-30T19:32:46.020Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8pz41v2bkm1p95vdwf3b0f1',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:46.053Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz41v2bkm1p95vdwf3b0f1',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:46.053Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz41w3jbz9km5z0k7dyc5q',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:46.087Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz41w3jbz9km5z0k7dyc5q',2,'child','executeWorkflow','child','running',1,NULL,'2024-11-30T19:32:46.087Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz41w3jbz9km5z0k7dyc5q',3,'child','executeWorkflow','child','waiting',1,NULL,'2024-11-30T19:32:46.090Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits for execution 14ee6067ad92a39a531c0159d4","wait":"child","until":null,"state":{"childId":"14ee6067ad92a39a531c0159d4"}}',NULL,NULL);
INSERT INTO execution_logs VALUES('14ee6067ad92a39a531c0159d4',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:46.091Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('14ee6067ad92a39a531c0159d4',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:46.091Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz41xae9yn01ttcpm9eshn',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:46.124Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz41xae9yn01ttcpm9eshn',2,'get','http','get','running',1,NULL,'2024-11-30T19:32:46.125Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz41xqv5snftapf9h8cvzx',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:46.138Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz41xqv5snftapf9h8cvzx',2,'model','llm','model','running',1,NULL,'2024-11-30T19:32:46.138Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
CREATE TABLE `execution_signals` (
	`executionId` text NOT NULL,
	`kind` text NOT NULL,
	`nodeId` text NOT NULL,
	`createdAt` text NOT NULL,
	`payload` text,
	PRIMARY KEY(`executionId`, `kind`, `nodeId`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_signals VALUES('01m8pz41qq9jaqzwa4k62y5t7d','cancel','','2024-11-30T19:32:45.976Z',NULL);
INSERT INTO execution_signals VALUES('01m8pz41rzskjam5ynyp77hd0g','resume','ask','2024-11-30T19:32:46.017Z','{"approved":true,"data":{"by":"Ana"}}');
CREATE TABLE `execution_tokens` (
	`executionId` text NOT NULL,
	`nodeId` text NOT NULL,
	`attempt` integer NOT NULL,
	`offset` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`executionId`, `nodeId`, `attempt`, `offset`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_tokens VALUES('01m8pz41xqv5snftapf9h8cvzx','model',1,0,'Once ');
INSERT INTO execution_tokens VALUES('01m8pz41xqv5snftapf9h8cvzx','model',1,5,'upon ');
INSERT INTO execution_tokens VALUES('01m8pz41xqv5snftapf9h8cvzx','model',1,10,'a ');
CREATE TABLE `schedules` (
	`workflowId` text NOT NULL,
	`nodeId` text NOT NULL,
	`organizationId` text NOT NULL,
	`spec` text NOT NULL,
	`nextAt` text NOT NULL,
	PRIMARY KEY(`workflowId`, `nodeId`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO schedules VALUES('01m8pz41ew07sxmdqbp6z2xca7','tick','default','{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}','2027-01-01T02:00:00.000Z');
CREATE TABLE `webhook_tokens` (
	`workflowId` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`digest` text NOT NULL,
	`createdAt` text NOT NULL,
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO webhook_tokens VALUES('01m8pz41enyznwe96t3yp4z64e','default','06cd8652ee8b2224a121c078324978cfb97bd808dba7c501042b6a17d36ba219','2024-11-30T19:32:45.666Z');
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
, `startedBy` text, `queuedAt` text);
INSERT INTO workflow_executions VALUES('01m8pz41f686avwp8jcqevqv12','01m8pz41e2q6p7ydsde6eas607','default','waiting','wait','2024-11-30T19:32:45.670Z','2024-11-30T19:32:45.672Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,'2024-11-30T19:32:53.677Z',2,3,3,1,0,0,2,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pz41gcc1bcksn3t05610j1','01m8pz41csz17yh887h8nyzkj2','default','completed','out','2024-11-30T19:32:45.708Z','2024-11-30T19:32:45.710Z','2024-11-30T19:32:45.712Z',1,'api',NULL,10,'once','e515158e144a938360fa90e38ecbae49c378fca0189de161bb8f2aaab79f0990',1,NULL,NULL,NULL,3,3,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{"a":1,"who":"Ána"}','{"start":{"success":true,"message":"Begun","outputData":{"a":1,"who":"Ána"}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"a":1,"who":"Ána","greeting":"hello"}},"out":{"success":true,"message":"Result","outputData":{"a":1,"who":"Ána","greeting":"hello"}}}','{"a":1,"who":"Ána","greeting":"hello"}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pz41htexk7271f03pehn2p','01m8pz41csz17yh887h8nyzkj2','default','completed','out','2024-11-30T19:32:45.754Z','2024-11-30T19:32:45.755Z','2024-11-30T19:32:45.757Z',2,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,3,3,3,0,0,0,NULL,NULL,NULL,0,NULL,'{"$inputs":"execution_inputs"}','{"start":{"$log":1},"add":{"$log":2},"out":{"$log":3}}','{"$log":3}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pz41jycfejpfpvjab5fpjt','01m8pz41dcnfymsjk7hh7xkxs2','default','completed','out','2024-11-30T19:32:45.790Z','2024-11-30T19:32:45.790Z','2024-11-30T19:32:45.851Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,5,4,4,4,0,0,58,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"get":{"$log":3},"check":{"success":true,"message":"\"price > 10\" was true","conditionResult":true,"outputData":{"price":12}},"out":{"success":true,"message":"Result","outputData":{"price":12}}}','{"price":12}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pz41ng2gh58v4vg77wte9k','01m8pz41e9zjasxyqrqzsf0xdt','default','failed','bad','2024-11-30T19:32:45.872Z','2024-11-30T19:32:45.873Z','2024-11-30T19:32:45.877Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,3,3,1,1,0,2,NULL,NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","outputData":{}},"bad":{"$log":2}}',NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pz41pnqw3cybyz4xw006g6','01m8pz41e9zjasxyqrqzsf0xdt','default','failed','bad','2024-11-30T19:32:45.909Z','2024-11-30T19:32:45.910Z','2024-11-30T19:32:45.913Z',1,'api',NULL,10,'retry:01m8pz41ng2gh58v4vg77wte9k:','44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',1,NULL,NULL,NULL,3,3,3,1,1,0,0,'01m8pz41ng2gh58v4vg77wte9k',NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","reusedFrom":"01m8pz41ng2gh58v4vg77wte9k","outputData":{}},"bad":{"$log":2}}',NULL,NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz41qq9jaqzwa4k62y5t7d','01m8pz41dvbqt3vzrfgjs1qcvv','default','cancelled','ask','2024-11-30T19:32:45.943Z','2024-11-30T19:32:45.944Z','2024-11-30T19:32:45.978Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,6,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}}}',NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pz41rzskjam5ynyp77hd0g','01m8pz41dvbqt3vzrfgjs1qcvv','default','completed','out','2024-11-30T19:32:45.983Z','2024-11-30T19:32:45.984Z','2024-11-30T19:32:46.020Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,6,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"ask":{"success":true,"message":"Approved","conditionResult":true,"approved":true,"outputData":{"by":"Ana"}},"out":{"success":true,"message":"Result","outputData":{"by":"Ana"}}}','{"by":"Ana"}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pz41v2bkm1p95vdwf3b0f1','01m8pz41dvbqt3vzrfgjs1qcvv','default','waiting','ask','2024-11-30T19:32:46.050Z','2024-11-30T19:32:46.051Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pz41w3jbz9km5z0k7dyc5q','01m8pz41efgqps5z1rppk9v1m9','default','waiting','child','2024-11-30T19:32:46.083Z','2024-11-30T19:32:46.084Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,4,3,1,0,0,3,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('14ee6067ad92a39a531c0159d4','01m8pz41dvbqt3vzrfgjs1qcvv','default','waiting','ask','2024-11-30T19:32:46.089Z','2024-11-30T19:32:46.090Z',NULL,1,'subworkflow',NULL,5,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,'01m8pz41w3jbz9km5z0k7dyc5q','child',1,NULL,'{"start":{}}',NULL,NULL,NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz41xae9yn01ttcpm9eshn','01m8pz41d49vgxyg52n4py6jw6','default','running','get','2024-11-30T19:32:46.122Z','2024-11-30T19:32:46.122Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:31305:01M8PZ411P27E0VYKX5MYJ4F6C','2024-11-30T19:33:16.122Z',NULL,2,3,3,1,0,0,1,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pz41xqv5snftapf9h8cvzx','01m8pz41dnkb13jz9wsg6b88gz','default','running','model','2024-11-30T19:32:46.135Z','2024-11-30T19:32:46.135Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:31305:01M8PZ411P27E0VYKX5MYJ4F6C','2024-11-30T19:33:16.135Z',NULL,2,6,3,1,0,0,928,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pz420dzyh4cznypgxysebk','01m8pz41csz17yh887h8nyzkj2','default','pending',NULL,'2024-11-30T19:32:46.221Z',NULL,NULL,2,'api',NULL,10,NULL,NULL,0,NULL,NULL,NULL,0,1,3,0,0,0,0,NULL,NULL,NULL,0,NULL,'{"later":true}',NULL,NULL,'user:ana@example.com','2024-11-30T19:32:46.221Z');
CREATE TABLE `workflow_revisions` (
	`workflowId` text NOT NULL,
	`revision` integer NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`definition` text NOT NULL,
	PRIMARY KEY(`workflowId`, `revision`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO workflow_revisions VALUES('01m8pz41csz17yh887h8nyzkj2',1,'Quick','2024-11-30T19:32:45.594Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"hello"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz41d49vgxyg52n4py6jw6',1,'Slow','2024-11-30T19:32:45.604Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/json"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz41dcnfymsjk7hh7xkxs2',1,'Calls','2024-11-30T19:32:45.612Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/ok"}},{"id":"check","type":"condition","label":"check","config":{"conditionField":"price","conditionOperator":"greaterThan","conditionValue":10}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"check"},{"fromNodeId":"check","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz41dnkb13jz9wsg6b88gz',1,'Writes','2024-11-30T19:32:45.621Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"model","type":"llm","label":"model","config":{"llmPrompt":"Tell me a story","model":"stub"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"model"},{"fromNodeId":"model","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz41dvbqt3vzrfgjs1qcvv',1,'Asks','2024-11-30T19:32:45.627Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"ask","type":"humanApproval","label":"ask","config":{"message":"Go on?"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"ask"},{"fromNodeId":"ask","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz41e2q6p7ydsde6eas607',1,'Waits','2024-11-30T19:32:45.634Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"wait","type":"delay","label":"wait","config":{"ms":8000}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"wait"},{"fromNodeId":"wait","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz41e9zjasxyqrqzsf0xdt',1,'Fails','2024-11-30T19:32:45.641Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"bad","type":"addField","label":"bad","config":{"fieldName":"v","fieldValue":"{{ nowhere.to.be.found }}"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"bad"},{"fromNodeId":"bad","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz41efgqps5z1rppk9v1m9',1,'Parent','2024-11-30T19:32:45.648Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"child","type":"executeWorkflow","label":"child","config":{"workflowId":"01m8pz41dvbqt3vzrfgjs1qcvv"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"child"},{"fromNodeId":"child","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz41enyznwe96t3yp4z64e',1,'Hooked','2024-11-30T19:32:45.654Z','{"nodes":[{"id":"hook","type":"webhook","label":"hook","config":{}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"hook","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz41ew07sxmdqbp6z2xca7',1,'Ticks','2024-11-30T19:32:45.660Z','{"nodes":[{"id":"tick","type":"trigger","label":"tick","config":{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"tick","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz41csz17yh887h8nyzkj2',2,'Quick','2024-11-30T19:32:45.744Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"good day"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
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
INSERT INTO workflows VALUES('01m8pz41csz17yh887h8nyzkj2','default','Quick','[]',2,2,3,NULL,'2024-11-30T19:32:45.594Z','2024-11-30T19:32:45.750Z',NULL,2);
INSERT INTO workflows VALUES('01m8pz41d49vgxyg52n4py6jw6','default','Slow','[]',1,1,3,NULL,'2024-11-30T19:32:45.604Z','2024-11-30T19:32:45.604Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz41dcnfymsjk7hh7xkxs2','default','Calls','[]',1,1,4,NULL,'2024-11-30T19:32:45.612Z','2024-11-30T19:32:45.612Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz41dnkb13jz9wsg6b88gz','default','Writes','[]',1,1,3,NULL,'2024-11-30T19:32:45.621Z','2024-11-30T19:32:45.621Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz41dvbqt3vzrfgjs1qcvv','default','Asks','[]',1,1,3,NULL,'2024-11-30T19:32:45.627Z','2024-11-30T19:32:45.627Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz41e2q6p7ydsde6eas607','default','Waits','[]',1,1,3,NULL,'2024-11-30T19:32:45.634Z','2024-11-30T19:32:45.634Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz41e9zjasxyqrqzsf0xdt','default','Fails','[]',1,1,3,NULL,'2024-11-30T19:32:45.641Z','2024-11-30T19:32:45.641Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz41efgqps5z1rppk9v1m9','default','Parent','[]',1,1,3,NULL,'2024-11-30T19:32:45.648Z','2024-11-30T19:32:45.648Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz41enyznwe96t3yp4z64e','default','Hooked','[]',1,1,2,NULL,'2024-11-30T19:32:45.654Z','2024-11-30T19:32:45.654Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz41ew07sxmdqbp6z2xca7','default','Ticks','[]',1,1,2,NULL,'2024-11-30T19:32:45.660Z','2024-11-30T19:32:45.660Z',NULL,1);
CREATE TABLE `execution_inputs` (
	`executionId` text PRIMARY KEY NOT NULL,
	`inputs` text NOT NULL,
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_inputs VALUES('01m8pz41htexk7271f03pehn2p','{"text":"'||printf('%.17000c','x')||'"}');
CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`digest` text NOT NULL,
	`scopes` text NOT NULL,
	`createdBy` text NOT NULL,
	`createdAt` text NOT NULL,
	`expiresAt` text,
	`lastUsedAt` text
);
INSERT INTO api_tokens VALUES('01m8pz41c1qppcxs9ypzrg9gks','default','CI','ott5eMWiyztKGcRzwdf-t8jLsWcwsLOrnsFRMWE6p90','["read","run"]','ana@example.com','2024-11-30T19:32:45.569Z',NULL,NULL);
CREATE TABLE `audit_events` (
	`id` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`at` text NOT NULL,
	`actorType` text NOT NULL,
	`actorId` text NOT NULL,
	`actorName` text NOT NULL,
	`action` text NOT NULL,
	`target` text,
	`address` text,
	`details` text
);
INSERT INTO audit_events VALUES('01m8pz41bajz2nxmy2sbq8tewb','default','2024-11-30T19:32:45.546Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','account.setup',NULL,'127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41bth3gc69f91t1xggjj','default','2024-11-30T19:32:45.562Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','member.invited','ben@example.com','127.0.0.1','{"role":"editor"}');
INSERT INTO audit_events VALUES('01m8pz41c2zmpcbgygawrqeafb','default','2024-11-30T19:32:45.570Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','token.created','01m8pz41c1qppcxs9ypzrg9gks','127.0.0.1','{"name":"CI","scopes":["read","run"]}');
INSERT INTO audit_events VALUES('01m8pz41c7ynqg43jy57hg5ss8','default','2024-11-30T19:32:45.575Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','credential.created','shop','127.0.0.1','{"kind":"bearer","hosts":["127.0.0.1"]}');
INSERT INTO audit_events VALUES('01m8pz41cgk2mvhmv0zgz347ns','default','2024-11-30T19:32:45.584Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','embed.key','01m8pz41cfgkp9kxv7d1g3cskf','127.0.0.1','{"name":"Partner"}');
INSERT INTO audit_events VALUES('01m8pz41cz48v4t6q8fz12sfbc','default','2024-11-30T19:32:45.599Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','workflow.created','01m8pz41csz17yh887h8nyzkj2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41d7h5jh0mqvad2pykr3','default','2024-11-30T19:32:45.607Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','workflow.created','01m8pz41d49vgxyg52n4py6jw6','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41dgdvmk6dd6dze5x6g6','default','2024-11-30T19:32:45.616Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','workflow.created','01m8pz41dcnfymsjk7hh7xkxs2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41dqr1gbtakecyw80n74','default','2024-11-30T19:32:45.623Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','workflow.created','01m8pz41dnkb13jz9wsg6b88gz','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41dy1w79g0n45x6zxjjj','default','2024-11-30T19:32:45.630Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','workflow.created','01m8pz41dvbqt3vzrfgjs1qcvv','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41e4k5t3vv7enftk2x39','default','2024-11-30T19:32:45.636Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','workflow.created','01m8pz41e2q6p7ydsde6eas607','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41ecfxqbcjymejz1k7zn','default','2024-11-30T19:32:45.644Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','workflow.created','01m8pz41e9zjasxyqrqzsf0xdt','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41ejvcdyfjbcvhvsx2h8','default','2024-11-30T19:32:45.650Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','workflow.created','01m8pz41efgqps5z1rppk9v1m9','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41erjj0k3jps9234pbr6','default','2024-11-30T19:32:45.656Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','workflow.created','01m8pz41enyznwe96t3yp4z64e','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41ez7gcrw04c1zc6fkqt','default','2024-11-30T19:32:45.663Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','workflow.created','01m8pz41ew07sxmdqbp6z2xca7','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41f3pdyehh366k74tab3','default','2024-11-30T19:32:45.667Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','webhook.token','01m8pz41enyznwe96t3yp4z64e','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41f9dd77br604ykpad04','default','2024-11-30T19:32:45.673Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.started','01m8pz41e2q6p7ydsde6eas607','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41gez5hynfg9dgv7y6s0','default','2024-11-30T19:32:45.710Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.started','01m8pz41csz17yh887h8nyzkj2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41hk5scs53m9a1czjbwg','default','2024-11-30T19:32:45.747Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','workflow.changed','01m8pz41csz17yh887h8nyzkj2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41hrjagrqmm843x5aehb','default','2024-11-30T19:32:45.752Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','workflow.published','01m8pz41csz17yh887h8nyzkj2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41hvyfjyxrbvkpcdg4qr','default','2024-11-30T19:32:45.755Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.started','01m8pz41csz17yh887h8nyzkj2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41jy89m9wf7er9g7en6h','default','2024-11-30T19:32:45.790Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.started','01m8pz41dcnfymsjk7hh7xkxs2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41nhrkztzgynyyjyr3md','default','2024-11-30T19:32:45.873Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.started','01m8pz41e9zjasxyqrqzsf0xdt','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41ppayvajmrag1a4tn4v','default','2024-11-30T19:32:45.910Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.retried','01m8pz41ng2gh58v4vg77wte9k','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41qs72h5y4482drcpw19','default','2024-11-30T19:32:45.945Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.started','01m8pz41dvbqt3vzrfgjs1qcvv','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41rv5xrvc96sywjn6xgb','default','2024-11-30T19:32:45.979Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.cancelled','01m8pz41qq9jaqzwa4k62y5t7d','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41s0bc1sfz07mtkrakt4','default','2024-11-30T19:32:45.984Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.started','01m8pz41dvbqt3vzrfgjs1qcvv','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41t2s7c9j95bsq6zpx7f','default','2024-11-30T19:32:46.018Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.resumed','01m8pz41rzskjam5ynyp77hd0g','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41v3b70a4csn6aae6p3d','default','2024-11-30T19:32:46.051Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.started','01m8pz41dvbqt3vzrfgjs1qcvv','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41w4grq02hvxfqb1ee7v','default','2024-11-30T19:32:46.084Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.started','01m8pz41efgqps5z1rppk9v1m9','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41x72wbadjaxgk6y7gsg','default','2024-11-30T19:32:46.119Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','dashboard.created','01m8pz41x6zjzaj6h4jb6wbaxb','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41xbgf5x5ctzk4dfd98d','default','2024-11-30T19:32:46.123Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.started','01m8pz41d49vgxyg52n4py6jw6','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz41xqajcjnz0bq1wh1q7a','default','2024-11-30T19:32:46.135Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.started','01m8pz41dnkb13jz9wsg6b88gz','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz420es7k3k83edrpsanpm','default','2024-11-30T19:32:46.222Z','user','01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','execution.started','01m8pz41csz17yh887h8nyzkj2','127.0.0.1',NULL);
CREATE TABLE `invitations` (
	`digest` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`email` text,
	`role` text NOT NULL,
	`expiresAt` text NOT NULL
);
INSERT INTO invitations VALUES('73ZQyLDxdm34XLERX1KWXEzhFXAHVHvH8FAPT9Y0RQE','default','ben@example.com','editor','2026-12-07T19:32:45.561Z');
CREATE TABLE `members` (
	`organizationId` text NOT NULL,
	`userId` text NOT NULL,
	`role` text NOT NULL,
	`createdAt` text NOT NULL,
	PRIMARY KEY(`organizationId`, `userId`),
	FOREIGN KEY (`organizationId`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO members VALUES('default','01m8pz4147r4mnb3wfc86v7wmh','owner','2024-11-30T19:32:45.542Z');
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO organizations VALUES('default','Default','2024-11-30T19:32:45.542Z');
CREATE TABLE `sessions` (
	`digest` text PRIMARY KEY NOT NULL,
	`userId` text NOT NULL,
	`organizationId` text NOT NULL,
	`createdAt` text NOT NULL,
	`expiresAt` text NOT NULL,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO sessions VALUES('-bxZfIKaenkxGdnW9ezDXokkk96QOmgs_AJFOz1PPP4','01m8pz4147r4mnb3wfc86v7wmh','default','2024-11-30T19:32:45.544Z','2026-12-14T19:32:45.544Z');
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`passwordHash` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO users VALUES('01m8pz4147r4mnb3wfc86v7wmh','ana@example.com','ana','$scrypt$ln=15,r=8,p=3$f0ZxOCeu0Gpmh19v7ZKRkQ$N1w6SZlH6F8XYCTvgx5+3J1RfOMcxtlQvmnTweML1kA','2024-11-30T19:32:45.542Z');
CREATE TABLE `credentials` (
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`organizationId`, `name`)
);
INSERT INTO credentials VALUES('default','shop','bearer','2024-11-30T19:32:45.573Z','2024-11-30T19:32:45.573Z','c1.S7Bvjk46.gND_TNDFq5HLHWmnKg8KgfFfzp7h--U0E5syH4GwtiavIPvdL8jw1pkSsWMgfxcoYplOL6A2DktO9XDGe71UgOAAwLIYK8q3ExQmS_dpx0erBAvUrzJIYdyfN5-kH5txFhI');
CREATE TABLE `embed_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`sealed` text NOT NULL
);
INSERT INTO embed_keys VALUES('01m8pz41cfgkp9kxv7d1g3cskf','default','Partner','2024-11-30T19:32:45.583Z','c1.S7Bvjk46.ytmZO6AJrIO_7scsjXb9J7-HGuuq53XdhqDxWgB1YqO1FDd81uz32qE20JAIZMzK7ITMopxvb598Fj0OO2GP1D3KpmOsBkL6nuJL');
CREATE TABLE `dashboards` (
	`organizationId` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`revision` integer NOT NULL,
	`widgetCount` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`shareDigest` text,
	`definition` text NOT NULL,
	PRIMARY KEY(`organizationId`, `id`)
);
INSERT INTO dashboards VALUES('default','01m8pz41x6zjzaj6h4jb6wbaxb','Sales',1,1,'2024-11-30T19:32:46.118Z','2024-11-30T19:32:46.118Z',NULL,'{"range":"7d","widgets":[{"id":"runs","type":"stat","title":"Runs","x":0,"y":1,"w":3,"h":2,"options":{},"source":{"kind":"executions","measure":"count","groupBy":null,"splitBy":null,"workflowIds":[],"statuses":[],"triggers":[],"limit":100}}]}');
CREATE TABLE `duties` (
	`name` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`until` text NOT NULL
);
INSERT INTO duties VALUES('leader','gone:1:x','2024-11-30T00:00:00.000Z');
CREATE INDEX `schedules_by_time` ON `schedules` (`nextAt`);
CREATE INDEX `executions_by_organization` ON `workflow_executions` (`organizationId`,`createdAt`,`id`);
CREATE INDEX `executions_by_workflow` ON `workflow_executions` (`workflowId`,`createdAt`,`id`);
CREATE INDEX `executions_unfinished` ON `workflow_executions` (`organizationId`,`createdAt`,`id`) WHERE "completedAt" IS NULL;
CREATE INDEX `executions_ended_by_organization` ON `workflow_executions` (`organizationId`,`status`,`createdAt`,`id`) WHERE "completedAt" IS NOT NULL;
CREATE INDEX `executions_ended_by_workflow` ON `workflow_executions` (`workflowId`,`status`,`createdAt`,`id`) WHERE "completedAt" IS NOT NULL;
CREATE INDEX `executions_waiting` ON `workflow_executions` (`workflowId`,`wakeAt`) WHERE "status" = 'waiting';
CREATE INDEX `executions_running` ON `workflow_executions` (`leaseUntil`) WHERE "status" = 'running';
CREATE INDEX `executions_failed` ON `workflow_executions` (`completedAt`) WHERE "status" = 'failed';
CREATE INDEX `executions_by_parent` ON `workflow_executions` (`parentId`) WHERE "parentId" IS NOT NULL;
CREATE INDEX `executions_by_retry` ON `workflow_executions` (`retryOf`) WHERE "retryOf" IS NOT NULL;
CREATE UNIQUE INDEX `executions_by_key` ON `workflow_executions` (`workflowId`,`idempotencyKey`) WHERE "idempotencyKey" IS NOT NULL;
CREATE INDEX `workflows_by_update` ON `workflows` (`organizationId`,`updatedAt`,`id`) WHERE "removedAt" IS NULL;
CREATE INDEX `workflows_unscheduled` ON `workflows` (`id`,`organizationId`) WHERE "removedAt" IS NULL AND "published" IS NOT "scheduled";
CREATE UNIQUE INDEX `api_tokens_by_digest` ON `api_tokens` (`digest`);
CREATE INDEX `api_tokens_by_organization` ON `api_tokens` (`organizationId`,`createdAt`);
CREATE INDEX `audit_by_organization` ON `audit_events` (`organizationId`,`at`,`id`);
CREATE INDEX `audit_by_time` ON `audit_events` (`at`);
CREATE INDEX `invitations_by_organization` ON `invitations` (`organizationId`,`email`);
CREATE INDEX `members_by_user` ON `members` (`userId`);
CREATE INDEX `sessions_by_user` ON `sessions` (`userId`);
CREATE INDEX `sessions_by_end` ON `sessions` (`expiresAt`);
CREATE UNIQUE INDEX `users_by_email` ON `users` (lower("email"));
CREATE INDEX `embed_keys_by_organization` ON `embed_keys` (`organizationId`,`createdAt`);
CREATE INDEX `dashboards_by_update` ON `dashboards` (`organizationId`,`updatedAt`,`id`);
CREATE UNIQUE INDEX `dashboards_by_link` ON `dashboards` (`shareDigest`);
CREATE INDEX `executions_counted` ON `workflow_executions` (`organizationId`,`createdAt`,`status`,`workflowId`,`triggerType`,`activeMs`) WHERE "completedAt" IS NOT NULL;
CREATE INDEX `executions_queued` ON `workflow_executions` (`queuedAt`,`id`,`leaseUntil`) WHERE "queuedAt" IS NOT NULL;
CREATE INDEX `executions_queued_by_workflow` ON `workflow_executions` (`workflowId`,`triggerType`) WHERE "queuedAt" IS NOT NULL;
CREATE INDEX `executions_pending` ON `workflow_executions` (`workflowId`,"priority" DESC,`createdAt`,`id`,`triggerType`) WHERE "status" = 'pending' AND "queuedAt" IS NULL;
COMMIT;
