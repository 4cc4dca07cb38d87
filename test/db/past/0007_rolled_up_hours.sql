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
INSERT INTO __drizzle_migrations VALUES(NULL,'079d73abdcf3ef852c2dbfbe6519058e92bc45accb6a3e3d8aa3990e95f241af',1796058233822);
INSERT INTO __drizzle_migrations VALUES(NULL,'afe3a83e1b72edce0bdfe273dd25742724acb686286db816f426bd85ce6f6f83',1796069273471);
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
INSERT INTO execution_logs VALUES('01m8q23qcf9bdskvzed5q8g3bg',1,'start','trigger','start','completed',1,1.0,'2024-11-30T20:25:01.073Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8q23qcf9bdskvzed5q8g3bg',2,'wait','delay','wait','waiting',1,NULL,'2024-11-30T20:25:01.074Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits until 2024-11-30T20:25:09.074Z","wait":"delay","until":"2024-11-30T20:25:09.074Z","state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8q23qd7ft39ba7e44edw3mt',1,'start','trigger','start','completed',1,0.0,'2024-11-30T20:25:01.095Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{"a":1,"who":"Ána"}');
INSERT INTO execution_logs VALUES('01m8q23qd7ft39ba7e44edw3mt',2,'add','addField','add','completed',1,0.0,'2024-11-30T20:25:01.095Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8q23qd7ft39ba7e44edw3mt',3,'out','output','out','completed',1,0.0,'2024-11-30T20:25:01.095Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8q23qf5njbktca23vhctnt8',1,'start','trigger','start','completed',1,0.0,'2024-11-30T20:25:01.158Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17011,'{"success":true,"message":"Begun"}',NULL,'{"text":"'||printf('%.17000c','x')||'"}');
INSERT INTO execution_logs VALUES('01m8q23qf5njbktca23vhctnt8',2,'add','addField','add','completed',1,0.0,'2024-11-30T20:25:01.158Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8q23qf5njbktca23vhctnt8',3,'out','output','out','completed',1,0.0,'2024-11-30T20:25:01.158Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"Result"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8q23qff7dwy5k0dxpgms40m',1,'start','trigger','start','completed',1,1.0,'2024-11-30T20:25:01.168Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8q23qff7dwy5k0dxpgms40m',2,'get','http','get','running',1,NULL,'2024-11-30T20:25:01.168Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8q23qff7dwy5k0dxpgms40m',3,'get','http','get','completed',1,171.0,'2024-11-30T20:25:01.340Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 20:25:01 GMT","content-length":"12"}}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8q23qff7dwy5k0dxpgms40m',4,'check','condition','check','completed',1,1.0,'2024-11-30T20:25:01.340Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"price > 10\" was true","conditionResult":true}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8q23qff7dwy5k0dxpgms40m',5,'out','output','out','completed',1,0.0,'2024-11-30T20:25:01.340Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8q23qned4wzb3e0v8tvbtmv',1,'start','trigger','start','completed',1,0.0,'2024-11-30T20:25:01.358Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8q23qned4wzb3e0v8tvbtmv',2,'bad','addField','bad','error',1,2.0,'2024-11-30T20:25:01.360Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8q23qned4wzb3e0v8tvbtmv',3,'out','output','out','cancelled',1,NULL,'2024-11-30T20:25:01.360Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8q23qnyvht7n9anegq7r3h0',1,'start','trigger','start','completed',1,0.0,'2024-11-30T20:25:01.376Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun","reusedFrom":"01m8q23qned4wzb3e0v8tvbtmv"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8q23qnyvht7n9anegq7r3h0',2,'bad','addField','bad','error',1,1.0,'2024-11-30T20:25:01.376Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8q23qnyvht7n9anegq7r3h0',3,'out','output','out','cancelled',1,NULL,'2024-11-30T20:25:01.376Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8q23qpdsdabkm3vjg1ear8f',1,'start','trigger','start','completed',1,0.0,'2024-11-30T20:25:01.389Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8q23qpdsdabkm3vjg1ear8f',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T20:25:01.389Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8q23qpdsdabkm3vjg1ear8f',3,'ask','humanApproval','ask','cancelled',1,NULL,'2024-11-30T20:25:01.419Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8q23qpdsdabkm3vjg1ear8f',4,'out','output','out','cancelled',1,NULL,'2024-11-30T20:25:01.419Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8q23qr9eywehtm814xqb671',1,'start','trigger','start','completed',1,0.0,'2024-11-30T20:25:01.450Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8q23qr9eywehtm814xqb671',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T20:25:01.450Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8q23qr9eywehtm814xqb671',3,'ask','humanApproval','ask','completed',1,0.0,'2024-11-30T20:25:01.619Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Approved","conditionResult":true,"approved":true}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8q23qr9eywehtm814xqb671',4,'out','output','out','completed',1,0.0,'2024-11-30T20:25:01.619Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8q23qy83q86kyrcc9qy0m06',1,'start','trigger','start','completed',1,0.0,'2024-11-30T20:25:01.640Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8q23qy83q86kyrcc9qy0m06',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T20:25:01.640Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8q23qytf0sp81f88cqw35cg',1,'start','trigger','start','completed',1,0.0,'2024-11-30T20:25:01.659Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8q23qytf0sp81f88cqw35cg',2,'child','executeWorkflow','child','running',1,NULL,'2024-11-30T20:25:01.659Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8q23qytf0sp81f88cqw35cg',3,'child','executeWorkflow','child','waiting',1,NULL,'2024-11-30T20:25:01.685Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits for execution d0514bbb0f9edfe79065d624f1","wait":"child","until":null,"state":{"childId":"d0514bbb0f9edfe79065d624f1"}}',NULL,NULL);
INSERT INTO execution_logs VALUES('d0514bbb0f9edfe79065d624f1',1,'start','trigger','start','completed',1,0.0,'2024-11-30T20:25:01.696Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('d0514bbb0f9edfe79065d624f1',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T20:25:01.696Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8q23r0p2j1fn41vq5mr496a',1,'start','trigger','start','completed',1,0.0,'2024-11-30T20:25:01.719Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8q23r0p2j1fn41vq5mr496a',2,'get','http','get','running',1,NULL,'2024-11-30T20:25:01.719Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8q23r18mvvm9fqcka05ts70',1,'start','trigger','start','completed',1,0.0,'2024-11-30T20:25:01.737Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8q23r18mvvm9fqcka05ts70',2,'model','llm','model','running',1,NULL,'2024-11-30T20:25:01.737Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
CREATE TABLE `execution_signals` (
	`executionId` text NOT NULL,
	`kind` text NOT NULL,
	`nodeId` text NOT NULL,
	`createdAt` text NOT NULL,
	`payload` text,
	PRIMARY KEY(`executionId`, `kind`, `nodeId`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_signals VALUES('01m8q23qpdsdabkm3vjg1ear8f','cancel','','2024-11-30T20:25:01.399Z',NULL);
INSERT INTO execution_signals VALUES('01m8q23qr9eywehtm814xqb671','resume','ask','2024-11-30T20:25:01.599Z','{"approved":true,"data":{"by":"Ana"}}');
CREATE TABLE `execution_tokens` (
	`executionId` text NOT NULL,
	`nodeId` text NOT NULL,
	`attempt` integer NOT NULL,
	`offset` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`executionId`, `nodeId`, `attempt`, `offset`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_tokens VALUES('01m8q23r18mvvm9fqcka05ts70','model',1,0,'Once ');
INSERT INTO execution_tokens VALUES('01m8q23r18mvvm9fqcka05ts70','model',1,5,'upon ');
INSERT INTO execution_tokens VALUES('01m8q23r18mvvm9fqcka05ts70','model',1,10,'a ');
CREATE TABLE `schedules` (
	`workflowId` text NOT NULL,
	`nodeId` text NOT NULL,
	`organizationId` text NOT NULL,
	`spec` text NOT NULL,
	`nextAt` text NOT NULL,
	PRIMARY KEY(`workflowId`, `nodeId`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO schedules VALUES('01m8q23qbjj1kqf41m9823yda8','tick','default','{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}','2027-01-01T02:00:00.000Z');
CREATE TABLE `webhook_tokens` (
	`workflowId` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`digest` text NOT NULL,
	`createdAt` text NOT NULL,
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO webhook_tokens VALUES('01m8q23qagqbcj6gmy13c96phf','default','83bcc174a0f123a4fcd35f089b4c3322727429bc09308a777d6e8746bb5b6f8e','2024-11-30T20:25:01.065Z');
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
INSERT INTO workflow_executions VALUES('01m8q23qcf9bdskvzed5q8g3bg','01m8q23q8zadyfnp3x70qarc0e','default','waiting','wait','2024-11-30T20:25:01.071Z','2024-11-30T20:25:01.071Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,'2024-11-30T20:25:09.074Z',2,1,3,1,0,0,2,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8q23qd7ft39ba7e44edw3mt','01m8q23q4m5z1ryka1fqd6fbb2','default','completed','out','2024-11-30T20:25:01.095Z','2024-11-30T20:25:01.095Z','2024-11-30T20:25:01.096Z',1,'api',NULL,10,'once','e515158e144a938360fa90e38ecbae49c378fca0189de161bb8f2aaab79f0990',1,NULL,NULL,NULL,3,1,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{"a":1,"who":"Ána"}','{"start":{"success":true,"message":"Begun","outputData":{"a":1,"who":"Ána"}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"a":1,"who":"Ána","greeting":"hello"}},"out":{"success":true,"message":"Result","outputData":{"a":1,"who":"Ána","greeting":"hello"}}}','{"a":1,"who":"Ána","greeting":"hello"}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8q23qf5njbktca23vhctnt8','01m8q23q4m5z1ryka1fqd6fbb2','default','completed','out','2024-11-30T20:25:01.157Z','2024-11-30T20:25:01.157Z','2024-11-30T20:25:01.158Z',2,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,1,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{"$inputs":"execution_inputs"}','{"start":{"$log":1},"add":{"$log":2},"out":{"$log":3}}','{"$log":3}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8q23qff7dwy5k0dxpgms40m','01m8q23q6gyyq9vr98bckhjkdr','default','completed','out','2024-11-30T20:25:01.167Z','2024-11-30T20:25:01.167Z','2024-11-30T20:25:01.340Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,5,2,4,4,0,0,173,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"get":{"$log":3},"check":{"success":true,"message":"\"price > 10\" was true","conditionResult":true,"outputData":{"price":12}},"out":{"success":true,"message":"Result","outputData":{"price":12}}}','{"price":12}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8q23qned4wzb3e0v8tvbtmv','01m8q23q9fpz9dy6a5e96bkk4a','default','failed','bad','2024-11-30T20:25:01.358Z','2024-11-30T20:25:01.358Z','2024-11-30T20:25:01.360Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,1,3,1,1,0,2,NULL,NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","outputData":{}},"bad":{"$log":2}}',NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8q23qnyvht7n9anegq7r3h0','01m8q23q9fpz9dy6a5e96bkk4a','default','failed','bad','2024-11-30T20:25:01.374Z','2024-11-30T20:25:01.375Z','2024-11-30T20:25:01.376Z',1,'api',NULL,10,'retry:01m8q23qned4wzb3e0v8tvbtmv:','44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',1,NULL,NULL,NULL,3,1,3,1,1,0,1,'01m8q23qned4wzb3e0v8tvbtmv',NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","reusedFrom":"01m8q23qned4wzb3e0v8tvbtmv","outputData":{}},"bad":{"$log":2}}',NULL,NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8q23qpdsdabkm3vjg1ear8f','01m8q23q8gfxm8wsz9n18s2q02','default','cancelled','ask','2024-11-30T20:25:01.389Z','2024-11-30T20:25:01.389Z','2024-11-30T20:25:01.419Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,4,3,1,0,0,1,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}}}',NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8q23qr9eywehtm814xqb671','01m8q23q8gfxm8wsz9n18s2q02','default','completed','out','2024-11-30T20:25:01.449Z','2024-11-30T20:25:01.449Z','2024-11-30T20:25:01.619Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,4,3,3,0,0,7,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"ask":{"success":true,"message":"Approved","conditionResult":true,"approved":true,"outputData":{"by":"Ana"}},"out":{"success":true,"message":"Result","outputData":{"by":"Ana"}}}','{"by":"Ana"}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8q23qy83q86kyrcc9qy0m06','01m8q23q8gfxm8wsz9n18s2q02','default','waiting','ask','2024-11-30T20:25:01.640Z','2024-11-30T20:25:01.640Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,2,1,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8q23qytf0sp81f88cqw35cg','01m8q23q9xz3rxaqyeqj6pg0e8','default','waiting','child','2024-11-30T20:25:01.658Z','2024-11-30T20:25:01.658Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,2,3,1,0,0,27,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('d0514bbb0f9edfe79065d624f1','01m8q23q8gfxm8wsz9n18s2q02','default','waiting','ask','2024-11-30T20:25:01.662Z','2024-11-30T20:25:01.676Z',NULL,1,'subworkflow',NULL,5,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,'01m8q23qytf0sp81f88cqw35cg','child',1,NULL,'{"start":{}}',NULL,NULL,NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8q23r0p2j1fn41vq5mr496a','01m8q23q5e8asphr8zz988fzjx','default','running','get','2024-11-30T20:25:01.718Z','2024-11-30T20:25:01.718Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:11278:01M8Q23N8DEDM6MAA3QB8PTXP9','2024-11-30T20:25:31.718Z',NULL,2,1,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8q23r18mvvm9fqcka05ts70','01m8q23q7c8svaksk2r4wmqbq4','default','running','model','2024-11-30T20:25:01.736Z','2024-11-30T20:25:01.736Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:11278:01M8Q23N8DEDM6MAA3QB8PTXP9','2024-11-30T20:25:31.736Z',NULL,2,4,3,1,0,0,1139,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8q23rad50176ra3c3h37qf7','01m8q23q4m5z1ryka1fqd6fbb2','default','pending',NULL,'2024-11-30T20:25:02.029Z',NULL,NULL,2,'api',NULL,10,NULL,NULL,0,NULL,NULL,NULL,0,1,3,0,0,0,0,NULL,NULL,NULL,0,NULL,'{"later":true}',NULL,NULL,'user:ana@example.com','2024-11-30T20:25:02.029Z');
CREATE TABLE `workflow_revisions` (
	`workflowId` text NOT NULL,
	`revision` integer NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`definition` text NOT NULL,
	PRIMARY KEY(`workflowId`, `revision`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO workflow_revisions VALUES('01m8q23q4m5z1ryka1fqd6fbb2',1,'Quick','2024-11-30T20:25:00.821Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"hello"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8q23q5e8asphr8zz988fzjx',1,'Slow','2024-11-30T20:25:00.846Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/json"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8q23q6gyyq9vr98bckhjkdr',1,'Calls','2024-11-30T20:25:00.880Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/ok"}},{"id":"check","type":"condition","label":"check","config":{"conditionField":"price","conditionOperator":"greaterThan","conditionValue":10}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"check"},{"fromNodeId":"check","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8q23q7c8svaksk2r4wmqbq4',1,'Writes','2024-11-30T20:25:00.908Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"model","type":"llm","label":"model","config":{"llmPrompt":"Tell me a story","model":"stub"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"model"},{"fromNodeId":"model","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8q23q8gfxm8wsz9n18s2q02',1,'Asks','2024-11-30T20:25:00.944Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"ask","type":"humanApproval","label":"ask","config":{"message":"Go on?"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"ask"},{"fromNodeId":"ask","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8q23q8zadyfnp3x70qarc0e',1,'Waits','2024-11-30T20:25:00.960Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"wait","type":"delay","label":"wait","config":{"ms":8000}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"wait"},{"fromNodeId":"wait","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8q23q9fpz9dy6a5e96bkk4a',1,'Fails','2024-11-30T20:25:00.975Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"bad","type":"addField","label":"bad","config":{"fieldName":"v","fieldValue":"{{ nowhere.to.be.found }}"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"bad"},{"fromNodeId":"bad","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8q23q9xz3rxaqyeqj6pg0e8',1,'Parent','2024-11-30T20:25:00.989Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"child","type":"executeWorkflow","label":"child","config":{"workflowId":"01m8q23q8gfxm8wsz9n18s2q02"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"child"},{"fromNodeId":"child","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8q23qagqbcj6gmy13c96phf',1,'Hooked','2024-11-30T20:25:01.014Z','{"nodes":[{"id":"hook","type":"webhook","label":"hook","config":{}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"hook","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8q23qbjj1kqf41m9823yda8',1,'Ticks','2024-11-30T20:25:01.043Z','{"nodes":[{"id":"tick","type":"trigger","label":"tick","config":{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"tick","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8q23q4m5z1ryka1fqd6fbb2',2,'Quick','2024-11-30T20:25:01.119Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"good day"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
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
INSERT INTO workflows VALUES('01m8q23q4m5z1ryka1fqd6fbb2','default','Quick','[]',2,2,3,NULL,'2024-11-30T20:25:00.821Z','2024-11-30T20:25:01.128Z',NULL,2);
INSERT INTO workflows VALUES('01m8q23q5e8asphr8zz988fzjx','default','Slow','[]',1,1,3,NULL,'2024-11-30T20:25:00.846Z','2024-11-30T20:25:00.846Z',NULL,1);
INSERT INTO workflows VALUES('01m8q23q6gyyq9vr98bckhjkdr','default','Calls','[]',1,1,4,NULL,'2024-11-30T20:25:00.880Z','2024-11-30T20:25:00.880Z',NULL,1);
INSERT INTO workflows VALUES('01m8q23q7c8svaksk2r4wmqbq4','default','Writes','[]',1,1,3,NULL,'2024-11-30T20:25:00.908Z','2024-11-30T20:25:00.908Z',NULL,1);
INSERT INTO workflows VALUES('01m8q23q8gfxm8wsz9n18s2q02','default','Asks','[]',1,1,3,NULL,'2024-11-30T20:25:00.944Z','2024-11-30T20:25:00.944Z',NULL,1);
INSERT INTO workflows VALUES('01m8q23q8zadyfnp3x70qarc0e','default','Waits','[]',1,1,3,NULL,'2024-11-30T20:25:00.960Z','2024-11-30T20:25:00.960Z',NULL,1);
INSERT INTO workflows VALUES('01m8q23q9fpz9dy6a5e96bkk4a','default','Fails','[]',1,1,3,NULL,'2024-11-30T20:25:00.975Z','2024-11-30T20:25:00.975Z',NULL,1);
INSERT INTO workflows VALUES('01m8q23q9xz3rxaqyeqj6pg0e8','default','Parent','[]',1,1,3,NULL,'2024-11-30T20:25:00.989Z','2024-11-30T20:25:00.989Z',NULL,1);
INSERT INTO workflows VALUES('01m8q23qagqbcj6gmy13c96phf','default','Hooked','[]',1,1,2,NULL,'2024-11-30T20:25:01.014Z','2024-11-30T20:25:01.014Z',NULL,1);
INSERT INTO workflows VALUES('01m8q23qbjj1kqf41m9823yda8','default','Ticks','[]',1,1,2,NULL,'2024-11-30T20:25:01.043Z','2024-11-30T20:25:01.043Z',NULL,1);
CREATE TABLE `execution_inputs` (
	`executionId` text PRIMARY KEY NOT NULL,
	`inputs` text NOT NULL,
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_inputs VALUES('01m8q23qf5njbktca23vhctnt8','{"text":"'||printf('%.17000c','x')||'"}');
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
INSERT INTO api_tokens VALUES('01m8q23pd44vfzs79d08x5bnh8','default','CI','byL6BRoDYMod1-GVx2o7B8eUVej4y4lQxeIrr7SycwE','["read","run"]','ana@example.com','2024-11-30T20:25:00.068Z',NULL,NULL);
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
INSERT INTO audit_events VALUES('01m8q23paqdncwhgcgf0cxcx6z','default','2024-11-30T20:24:59.991Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','account.setup',NULL,'127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23pcrj90j9nnr1eb7a6ah','default','2024-11-30T20:25:00.056Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','member.invited','ben@example.com','127.0.0.1','{"role":"editor"}');
INSERT INTO audit_events VALUES('01m8q23pd5kqfapb31ecz76p22','default','2024-11-30T20:25:00.069Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','token.created','01m8q23pd44vfzs79d08x5bnh8','127.0.0.1','{"name":"CI","scopes":["read","run"]}');
INSERT INTO audit_events VALUES('01m8q23pe2j1vs63ggsjf3ksrk','default','2024-11-30T20:25:00.098Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','credential.created','shop','127.0.0.1','{"kind":"bearer","hosts":["127.0.0.1"]}');
INSERT INTO audit_events VALUES('01m8q23pejggh55mnxs5sdzvpr','default','2024-11-30T20:25:00.114Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','embed.key','01m8q23pega04p1dc8w7h2cxpj','127.0.0.1','{"name":"Partner"}');
INSERT INTO audit_events VALUES('01m8q23pezcpjb4yw1k8phrhd4','default','2024-11-30T20:25:00.127Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','dashboard.created','01m8q23petxk2wtva786vpwpyp','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23q4bxbnwwae9vy0rzp9e','default','2024-11-30T20:25:00.811Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','database.created','01m8q23pf40adbcbdm0ktjy0jy','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23q4v5v5dsh7vgy28yefn','default','2024-11-30T20:25:00.827Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','workflow.created','01m8q23q4m5z1ryka1fqd6fbb2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23q5tqp3xthhmf9n1qtss','default','2024-11-30T20:25:00.858Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','workflow.created','01m8q23q5e8asphr8zz988fzjx','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23q73dvrkt6j01pb7a0fb','default','2024-11-30T20:25:00.899Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','workflow.created','01m8q23q6gyyq9vr98bckhjkdr','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23q7x30f5pys1b5rjh2v4','default','2024-11-30T20:25:00.925Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','workflow.created','01m8q23q7c8svaksk2r4wmqbq4','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23q8p9c2h4mx7kv17prnc','default','2024-11-30T20:25:00.950Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','workflow.created','01m8q23q8gfxm8wsz9n18s2q02','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23q967hje90kjf2vpvxv2','default','2024-11-30T20:25:00.966Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','workflow.created','01m8q23q8zadyfnp3x70qarc0e','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23q9j6wsge2r1c7xqhn3f','default','2024-11-30T20:25:00.978Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','workflow.created','01m8q23q9fpz9dy6a5e96bkk4a','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qa9d1mxwzp9qpdp3r67','default','2024-11-30T20:25:01.001Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','workflow.created','01m8q23q9xz3rxaqyeqj6pg0e8','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qb2dsyp1d82mdpnf6f7','default','2024-11-30T20:25:01.026Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','workflow.created','01m8q23qagqbcj6gmy13c96phf','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qbw85a066nwsr9jnxg1','default','2024-11-30T20:25:01.052Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','workflow.created','01m8q23qbjj1kqf41m9823yda8','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qcbftybjbhqtfgy2947','default','2024-11-30T20:25:01.067Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','webhook.token','01m8q23qagqbcj6gmy13c96phf','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qcqrq0tpkay9w16wp5f','default','2024-11-30T20:25:01.079Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.started','01m8q23q8zadyfnp3x70qarc0e','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qdjkcyf4p9rcb5hx1gp','default','2024-11-30T20:25:01.106Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.started','01m8q23q4m5z1ryka1fqd6fbb2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qe2h95xtswmr7cz9606','default','2024-11-30T20:25:01.122Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','workflow.changed','01m8q23q4m5z1ryka1fqd6fbb2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qeprq19skvjyjreth0a','default','2024-11-30T20:25:01.142Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','workflow.published','01m8q23q4m5z1ryka1fqd6fbb2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qf8qxwa828ydg2exk7m','default','2024-11-30T20:25:01.160Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.started','01m8q23q4m5z1ryka1fqd6fbb2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qm3gr3sg1gdnx8e2g1e','default','2024-11-30T20:25:01.315Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.started','01m8q23q6gyyq9vr98bckhjkdr','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qnkd9q71da9wbzd75a2','default','2024-11-30T20:25:01.363Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.started','01m8q23q9fpz9dy6a5e96bkk4a','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qp3k1w6042k51yvjw8e','default','2024-11-30T20:25:01.379Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.retried','01m8q23qned4wzb3e0v8tvbtmv','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qpffzg7sfga59jgys93','default','2024-11-30T20:25:01.391Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.started','01m8q23q8gfxm8wsz9n18s2q02','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qqhbra8jd8x00j6ttt0','default','2024-11-30T20:25:01.425Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.cancelled','01m8q23qpdsdabkm3vjg1ear8f','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qrghtpj8mxr2re4zdf4','default','2024-11-30T20:25:01.456Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.started','01m8q23q8gfxm8wsz9n18s2q02','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qx3bd5wh3vk03hgjpt0','default','2024-11-30T20:25:01.603Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.resumed','01m8q23qr9eywehtm814xqb671','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qyj979gj3ewgdz4vpfq','default','2024-11-30T20:25:01.650Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.started','01m8q23q8gfxm8wsz9n18s2q02','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23qyw6etx50gtqk19cg2k','default','2024-11-30T20:25:01.660Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.started','01m8q23q9xz3rxaqyeqj6pg0e8','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23r0z2qy81yzbp1em4hzy','default','2024-11-30T20:25:01.727Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.started','01m8q23q5e8asphr8zz988fzjx','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23r6kkw0cbypdsznyaw9a','default','2024-11-30T20:25:01.907Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.started','01m8q23q7c8svaksk2r4wmqbq4','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8q23ranjvamxx6xrkws6pfr','default','2024-11-30T20:25:02.037Z','user','01m8q23nn5yckjje337qkry9z0','ana@example.com','execution.started','01m8q23q4m5z1ryka1fqd6fbb2','127.0.0.1',NULL);
CREATE TABLE `invitations` (
	`digest` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`email` text,
	`role` text NOT NULL,
	`expiresAt` text NOT NULL
);
INSERT INTO invitations VALUES('YvUVkx6c8BH8KK0atGSfvaZBzB1Apk5LLwC_Ttipn3Y','default','ben@example.com','editor','2026-12-07T20:25:00.049Z');
CREATE TABLE `members` (
	`organizationId` text NOT NULL,
	`userId` text NOT NULL,
	`role` text NOT NULL,
	`createdAt` text NOT NULL,
	PRIMARY KEY(`organizationId`, `userId`),
	FOREIGN KEY (`organizationId`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO members VALUES('default','01m8q23nn5yckjje337qkry9z0','owner','2024-11-30T20:24:59.967Z');
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO organizations VALUES('default','Default','2024-11-30T20:24:59.967Z');
CREATE TABLE `sessions` (
	`digest` text PRIMARY KEY NOT NULL,
	`userId` text NOT NULL,
	`organizationId` text NOT NULL,
	`createdAt` text NOT NULL,
	`expiresAt` text NOT NULL,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO sessions VALUES('Uw-Yho13hFZXkVoxAjyhnlFg--7SRjpyapD95swDJNY','01m8q23nn5yckjje337qkry9z0','default','2024-11-30T20:24:59.982Z','2026-12-14T20:24:59.982Z');
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`passwordHash` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO users VALUES('01m8q23nn5yckjje337qkry9z0','ana@example.com','ana','$scrypt$ln=15,r=8,p=3$R3qXXjBFBIr73viwYWqN5w$auDH0MUykYps2ZtuK6Juib2xsOodsNuarsgfv337qJE','2024-11-30T20:24:59.967Z');
CREATE TABLE `credentials` (
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`organizationId`, `name`)
);
INSERT INTO credentials VALUES('default','shop','bearer','2024-11-30T20:25:00.076Z','2024-11-30T20:25:00.076Z','c1.S7Bvjk46.25WPz2UmwJRy5LAH7UptaVtDoQzQOftfr00w50Jj4oWokc-FgpHHLemxSLmnzSs0kYP0p2Tb7BIFifMKzlNP_1Srce22lBtpMX-tdhq1E-jBgw069uqH8MhhCvIynyWeK5M');
CREATE TABLE `embed_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`sealed` text NOT NULL
);
INSERT INTO embed_keys VALUES('01m8q23pega04p1dc8w7h2cxpj','default','Partner','2024-11-30T20:25:00.112Z','c1.S7Bvjk46.sAS3czODPp99WalU1GsBsLNLwFR99ItVsQZ7KBmaEQ4r-ZOs7vnpCodD8xbrghgHaVNZ8yGXTONRyjHSvpZMQ9uHMJ6WRbIlOK3V');
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
INSERT INTO dashboards VALUES('default','01m8q23petxk2wtva786vpwpyp','Sales',1,1,'2024-11-30T20:25:00.122Z','2024-11-30T20:25:00.122Z',NULL,'{"range":"7d","widgets":[{"id":"runs","type":"stat","title":"Runs","x":0,"y":1,"w":3,"h":2,"options":{},"source":{"kind":"executions","measure":"count","groupBy":null,"splitBy":null,"workflowIds":[],"statuses":[],"triggers":[],"limit":100}}]}');
CREATE TABLE `duties` (
	`name` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`until` text NOT NULL
);
INSERT INTO duties VALUES('leader','gone:1:x','2024-11-30T00:00:00.000Z');
CREATE TABLE `databases` (
	`id` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`revision` integer NOT NULL,
	`columnCount` integer NOT NULL,
	`nextSlot` integer NOT NULL,
	`records` integer NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`removedAt` text,
	`columns` text NOT NULL
);
INSERT INTO databases VALUES('01m8q23pf40adbcbdm0ktjy0jy','default','Orders','',1,2,3,0,'2024-11-30T20:25:00.132Z','2024-11-30T20:25:00.132Z',NULL,'[{"name":"Title","type":"text","key":"title","slot":1},{"name":"Price","type":"number","key":"price","slot":2}]');
CREATE TABLE `execution_hours` (
	`organizationId` text NOT NULL,
	`hour` text NOT NULL,
	`workflowId` text NOT NULL,
	`status` text NOT NULL,
	`triggerType` text NOT NULL,
	`executions` integer NOT NULL,
	`activeMs` integer NOT NULL,
	`longestMs` integer NOT NULL,
	PRIMARY KEY(`organizationId`, `hour`, `workflowId`, `status`, `triggerType`)
) WITHOUT ROWID;
CREATE TABLE `execution_hours_stale` (
	`organizationId` text NOT NULL,
	`hour` text NOT NULL,
	`markedAt` text NOT NULL,
	PRIMARY KEY(`organizationId`, `hour`)
) WITHOUT ROWID;
CREATE TABLE `execution_hours_through` (
	`organizationId` text PRIMARY KEY NOT NULL,
	`through` text NOT NULL
);
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
CREATE UNIQUE INDEX `databases_by_name` ON `databases` (`organizationId`,"name" COLLATE NOCASE) WHERE "removedAt" IS NULL;
CREATE INDEX `databases_removed` ON `databases` (`removedAt`) WHERE "removedAt" IS NOT NULL;
COMMIT;
