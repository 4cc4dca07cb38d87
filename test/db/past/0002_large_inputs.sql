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
INSERT INTO execution_logs VALUES('01m8pz3q48z2nf2hqf7zty2v4z',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:35.087Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3q48z2nf2hqf7zty2v4z',2,'wait','delay','wait','waiting',1,NULL,'2024-11-30T19:32:35.088Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits until 2024-11-30T19:32:43.088Z","wait":"delay","until":"2024-11-30T19:32:43.088Z","state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3q5bmvyx7b3hqq58rvfa',1,'start','trigger','start','completed',1,1.0,'2024-11-30T19:32:35.118Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{"a":1,"who":"Ána"}');
INSERT INTO execution_logs VALUES('01m8pz3q5bmvyx7b3hqq58rvfa',2,'add','addField','add','completed',1,0.0,'2024-11-30T19:32:35.118Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8pz3q5bmvyx7b3hqq58rvfa',3,'out','output','out','completed',1,0.0,'2024-11-30T19:32:35.118Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8pz3q6mpdz7facc89b9xjg7',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:35.159Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17011,'{"success":true,"message":"Begun"}',NULL,'{"text":"'||printf('%.17000c','x')||'"}');
INSERT INTO execution_logs VALUES('01m8pz3q6mpdz7facc89b9xjg7',2,'add','addField','add','completed',1,0.0,'2024-11-30T19:32:35.159Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8pz3q6mpdz7facc89b9xjg7',3,'out','output','out','completed',1,0.0,'2024-11-30T19:32:35.159Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"Result"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8pz3q7q4hkkxgvf4x4pwer8',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:35.193Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3q7q4hkkxgvf4x4pwer8',2,'get','http','get','running',1,NULL,'2024-11-30T19:32:35.193Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz3q7q4hkkxgvf4x4pwer8',3,'get','http','get','completed',1,53.0,'2024-11-30T19:32:35.246Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 19:32:35 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"12"}}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz3q7q4hkkxgvf4x4pwer8',4,'check','condition','check','completed',1,0.0,'2024-11-30T19:32:35.247Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"price > 10\" was true","conditionResult":true}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz3q7q4hkkxgvf4x4pwer8',5,'out','output','out','completed',1,0.0,'2024-11-30T19:32:35.247Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz3qa3y4dt82k7wqjdpr7d',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:35.269Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3qa3y4dt82k7wqjdpr7d',2,'bad','addField','bad','error',1,1.0,'2024-11-30T19:32:35.270Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3qa3y4dt82k7wqjdpr7d',3,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:35.271Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3qb4vb31v68f8g6rqs1s',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:35.303Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun","reusedFrom":"01m8pz3qa3y4dt82k7wqjdpr7d"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3qb4vb31v68f8g6rqs1s',2,'bad','addField','bad','error',1,0.0,'2024-11-30T19:32:35.303Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3qb4vb31v68f8g6rqs1s',3,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:35.303Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3qc42presjj02fecpnw6',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:35.335Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3qc42presjj02fecpnw6',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:35.335Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3qc42presjj02fecpnw6',3,'ask','humanApproval','ask','cancelled',1,NULL,'2024-11-30T19:32:35.366Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3qc42presjj02fecpnw6',4,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:35.366Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3qdbdrq6jwe2bjh10vp8',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:35.373Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3qdbdrq6jwe2bjh10vp8',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:35.373Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3qdbdrq6jwe2bjh10vp8',3,'ask','humanApproval','ask','completed',1,0.0,'2024-11-30T19:32:35.406Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Approved","conditionResult":true,"approved":true}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8pz3qdbdrq6jwe2bjh10vp8',4,'out','output','out','completed',1,0.0,'2024-11-30T19:32:35.406Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8pz3qfb1scy044necf48wnq',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:35.437Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3qfb1scy044necf48wnq',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:35.437Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3qfh4pjz399pretn3p68',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:35.442Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3qfh4pjz399pretn3p68',2,'child','executeWorkflow','child','running',1,NULL,'2024-11-30T19:32:35.442Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz3qfh4pjz399pretn3p68',3,'child','executeWorkflow','child','waiting',1,NULL,'2024-11-30T19:32:35.444Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits for execution e9aa24b4cf02cfbe016d0812c2","wait":"child","until":null,"state":{"childId":"e9aa24b4cf02cfbe016d0812c2"}}',NULL,NULL);
INSERT INTO execution_logs VALUES('e9aa24b4cf02cfbe016d0812c2',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:35.445Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('e9aa24b4cf02cfbe016d0812c2',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:35.445Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3qgf1270npecgge2e2e9',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:35.473Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3qgf1270npecgge2e2e9',2,'get','http','get','running',1,NULL,'2024-11-30T19:32:35.473Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz3qgwgbstwk73gdc5k91g',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:35.486Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3qgwgbstwk73gdc5k91g',2,'model','llm','model','running',1,NULL,'2024-11-30T19:32:35.486Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
CREATE TABLE `execution_signals` (
	`executionId` text NOT NULL,
	`kind` text NOT NULL,
	`nodeId` text NOT NULL,
	`createdAt` text NOT NULL,
	`payload` text,
	PRIMARY KEY(`executionId`, `kind`, `nodeId`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_signals VALUES('01m8pz3qc42presjj02fecpnw6','cancel','','2024-11-30T19:32:35.364Z',NULL);
INSERT INTO execution_signals VALUES('01m8pz3qdbdrq6jwe2bjh10vp8','resume','ask','2024-11-30T19:32:35.403Z','{"approved":true,"data":{"by":"Ana"}}');
CREATE TABLE `execution_tokens` (
	`executionId` text NOT NULL,
	`nodeId` text NOT NULL,
	`attempt` integer NOT NULL,
	`offset` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`executionId`, `nodeId`, `attempt`, `offset`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_tokens VALUES('01m8pz3qgwgbstwk73gdc5k91g','model',1,0,'Once ');
INSERT INTO execution_tokens VALUES('01m8pz3qgwgbstwk73gdc5k91g','model',1,5,'upon ');
INSERT INTO execution_tokens VALUES('01m8pz3qgwgbstwk73gdc5k91g','model',1,10,'a ');
CREATE TABLE `schedules` (
	`workflowId` text NOT NULL,
	`nodeId` text NOT NULL,
	`organizationId` text NOT NULL,
	`spec` text NOT NULL,
	`nextAt` text NOT NULL,
	PRIMARY KEY(`workflowId`, `nodeId`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO schedules VALUES('01m8pz3q3zew4etymbk6c2m1cw','tick','default','{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}','2027-01-01T02:00:00.000Z');
CREATE TABLE `webhook_tokens` (
	`workflowId` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`digest` text NOT NULL,
	`createdAt` text NOT NULL,
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO webhook_tokens VALUES('01m8pz3q3mb7wvxvykdpjc339m','default','ee53d8ff0c018787df8aa0e123829ee2166fa5656d2196315b693c75f557d344','2024-11-30T19:32:35.076Z');
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
INSERT INTO workflow_executions VALUES('01m8pz3q48z2nf2hqf7zty2v4z','01m8pz3q33qy2jka5krqe15den','default','waiting','wait','2024-11-30T19:32:35.080Z','2024-11-30T19:32:35.082Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,'2024-11-30T19:32:43.088Z',2,3,3,1,0,0,2,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3q5bmvyx7b3hqq58rvfa','01m8pz3q1gd568x1tfvn0kbdbc','default','completed','out','2024-11-30T19:32:35.115Z','2024-11-30T19:32:35.116Z','2024-11-30T19:32:35.118Z',1,'api',NULL,10,'once','e515158e144a938360fa90e38ecbae49c378fca0189de161bb8f2aaab79f0990',1,NULL,NULL,NULL,3,3,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{"a":1,"who":"Ána"}','{"start":{"success":true,"message":"Begun","outputData":{"a":1,"who":"Ána"}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"a":1,"who":"Ána","greeting":"hello"}},"out":{"success":true,"message":"Result","outputData":{"a":1,"who":"Ána","greeting":"hello"}}}','{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO workflow_executions VALUES('01m8pz3q6mpdz7facc89b9xjg7','01m8pz3q1gd568x1tfvn0kbdbc','default','completed','out','2024-11-30T19:32:35.156Z','2024-11-30T19:32:35.158Z','2024-11-30T19:32:35.159Z',2,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,3,3,3,0,0,0,NULL,NULL,NULL,0,NULL,'{"$inputs":"execution_inputs"}','{"start":{"success":true,"message":"Begun","outputData":{"$log":1}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"$log":2}},"out":{"success":true,"message":"Result","outputData":{"$log":3}}}','{"$log":3}');
INSERT INTO workflow_executions VALUES('01m8pz3q7q4hkkxgvf4x4pwer8','01m8pz3q2jd46dsjc48p6g1p16','default','completed','out','2024-11-30T19:32:35.191Z','2024-11-30T19:32:35.192Z','2024-11-30T19:32:35.247Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,5,4,4,4,0,0,54,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"get":{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 19:32:35 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"12"},"outputData":{"price":12}},"check":{"success":true,"message":"\"price > 10\" was true","conditionResult":true,"outputData":{"price":12}},"out":{"success":true,"message":"Result","outputData":{"price":12}}}','{"price":12}');
INSERT INTO workflow_executions VALUES('01m8pz3qa3y4dt82k7wqjdpr7d','01m8pz3q39d20jydtbhjjzytqv','default','failed','bad','2024-11-30T19:32:35.267Z','2024-11-30T19:32:35.268Z','2024-11-30T19:32:35.271Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,3,3,1,1,0,2,NULL,NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","outputData":{}},"bad":{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template","outputData":null}}',NULL);
INSERT INTO workflow_executions VALUES('01m8pz3qb4vb31v68f8g6rqs1s','01m8pz3q39d20jydtbhjjzytqv','default','failed','bad','2024-11-30T19:32:35.300Z','2024-11-30T19:32:35.301Z','2024-11-30T19:32:35.303Z',1,'api',NULL,10,'retry:01m8pz3qa3y4dt82k7wqjdpr7d:','44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',1,NULL,NULL,NULL,3,3,3,1,1,0,1,'01m8pz3qa3y4dt82k7wqjdpr7d',NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","reusedFrom":"01m8pz3qa3y4dt82k7wqjdpr7d","outputData":{}},"bad":{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template","outputData":null}}',NULL);
INSERT INTO workflow_executions VALUES('01m8pz3qc42presjj02fecpnw6','01m8pz3q2x4w56n8wavhb51e27','default','cancelled','ask','2024-11-30T19:32:35.332Z','2024-11-30T19:32:35.333Z','2024-11-30T19:32:35.366Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,6,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}}}',NULL);
INSERT INTO workflow_executions VALUES('01m8pz3qdbdrq6jwe2bjh10vp8','01m8pz3q2x4w56n8wavhb51e27','default','completed','out','2024-11-30T19:32:35.371Z','2024-11-30T19:32:35.372Z','2024-11-30T19:32:35.406Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,6,3,3,0,0,0,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"ask":{"success":true,"message":"Approved","conditionResult":true,"approved":true,"outputData":{"by":"Ana"}},"out":{"success":true,"message":"Result","outputData":{"by":"Ana"}}}','{"by":"Ana"}');
INSERT INTO workflow_executions VALUES('01m8pz3qfb1scy044necf48wnq','01m8pz3q2x4w56n8wavhb51e27','default','waiting','ask','2024-11-30T19:32:35.435Z','2024-11-30T19:32:35.436Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,1,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3qfh4pjz399pretn3p68','01m8pz3q3eehhkebnb49b4rprj','default','waiting','child','2024-11-30T19:32:35.441Z','2024-11-30T19:32:35.441Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,4,3,1,0,0,3,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL);
INSERT INTO workflow_executions VALUES('e9aa24b4cf02cfbe016d0812c2','01m8pz3q2x4w56n8wavhb51e27','default','waiting','ask','2024-11-30T19:32:35.444Z','2024-11-30T19:32:35.444Z',NULL,1,'subworkflow',NULL,5,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,'01m8pz3qfh4pjz399pretn3p68','child',1,NULL,'{"start":{}}',NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3qgf1270npecgge2e2e9','01m8pz3q27xzh31x0zt1fsw9vp','default','running','get','2024-11-30T19:32:35.471Z','2024-11-30T19:32:35.472Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:31228:01M8PZ3PXX9B2C1BFJ35J12GEZ','2024-11-30T19:33:05.472Z',NULL,2,3,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3qgwgbstwk73gdc5k91g','01m8pz3q2rw8akn0jmr2j5ca8j','default','running','model','2024-11-30T19:32:35.484Z','2024-11-30T19:32:35.485Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:31228:01M8PZ3PXX9B2C1BFJ35J12GEZ','2024-11-30T19:33:05.485Z',NULL,2,6,3,1,0,0,930,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3qkkzkzt2gb1n5sm8kgf','01m8pz3q1gd568x1tfvn0kbdbc','default','pending',NULL,'2024-11-30T19:32:35.571Z',NULL,NULL,2,'api',NULL,10,NULL,NULL,0,NULL,NULL,NULL,0,1,3,0,0,0,0,NULL,NULL,NULL,0,NULL,'{"later":true}',NULL,NULL);
CREATE TABLE `workflow_revisions` (
	`workflowId` text NOT NULL,
	`revision` integer NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`definition` text NOT NULL,
	PRIMARY KEY(`workflowId`, `revision`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO workflow_revisions VALUES('01m8pz3q1gd568x1tfvn0kbdbc',1,'Quick','2024-11-30T19:32:34.992Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"hello"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3q27xzh31x0zt1fsw9vp',1,'Slow','2024-11-30T19:32:35.015Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/json"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3q2jd46dsjc48p6g1p16',1,'Calls','2024-11-30T19:32:35.026Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/ok"}},{"id":"check","type":"condition","label":"check","config":{"conditionField":"price","conditionOperator":"greaterThan","conditionValue":10}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"check"},{"fromNodeId":"check","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3q2rw8akn0jmr2j5ca8j',1,'Writes','2024-11-30T19:32:35.032Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"model","type":"llm","label":"model","config":{"llmPrompt":"Tell me a story","model":"stub"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"model"},{"fromNodeId":"model","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3q2x4w56n8wavhb51e27',1,'Asks','2024-11-30T19:32:35.037Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"ask","type":"humanApproval","label":"ask","config":{"message":"Go on?"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"ask"},{"fromNodeId":"ask","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3q33qy2jka5krqe15den',1,'Waits','2024-11-30T19:32:35.043Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"wait","type":"delay","label":"wait","config":{"ms":8000}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"wait"},{"fromNodeId":"wait","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3q39d20jydtbhjjzytqv',1,'Fails','2024-11-30T19:32:35.049Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"bad","type":"addField","label":"bad","config":{"fieldName":"v","fieldValue":"{{ nowhere.to.be.found }}"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"bad"},{"fromNodeId":"bad","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3q3eehhkebnb49b4rprj',1,'Parent','2024-11-30T19:32:35.054Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"child","type":"executeWorkflow","label":"child","config":{"workflowId":"01m8pz3q2x4w56n8wavhb51e27"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"child"},{"fromNodeId":"child","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3q3mb7wvxvykdpjc339m',1,'Hooked','2024-11-30T19:32:35.060Z','{"nodes":[{"id":"hook","type":"webhook","label":"hook","config":{}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"hook","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3q3zew4etymbk6c2m1cw',1,'Ticks','2024-11-30T19:32:35.071Z','{"nodes":[{"id":"tick","type":"trigger","label":"tick","config":{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"tick","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3q1gd568x1tfvn0kbdbc',2,'Quick','2024-11-30T19:32:35.148Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"good day"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
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
INSERT INTO workflows VALUES('01m8pz3q1gd568x1tfvn0kbdbc','default','Quick','[]',2,2,3,NULL,'2024-11-30T19:32:34.992Z','2024-11-30T19:32:35.153Z',NULL,2);
INSERT INTO workflows VALUES('01m8pz3q27xzh31x0zt1fsw9vp','default','Slow','[]',1,1,3,NULL,'2024-11-30T19:32:35.015Z','2024-11-30T19:32:35.015Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3q2jd46dsjc48p6g1p16','default','Calls','[]',1,1,4,NULL,'2024-11-30T19:32:35.026Z','2024-11-30T19:32:35.026Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3q2rw8akn0jmr2j5ca8j','default','Writes','[]',1,1,3,NULL,'2024-11-30T19:32:35.032Z','2024-11-30T19:32:35.032Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3q2x4w56n8wavhb51e27','default','Asks','[]',1,1,3,NULL,'2024-11-30T19:32:35.037Z','2024-11-30T19:32:35.037Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3q33qy2jka5krqe15den','default','Waits','[]',1,1,3,NULL,'2024-11-30T19:32:35.043Z','2024-11-30T19:32:35.043Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3q39d20jydtbhjjzytqv','default','Fails','[]',1,1,3,NULL,'2024-11-30T19:32:35.049Z','2024-11-30T19:32:35.049Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3q3eehhkebnb49b4rprj','default','Parent','[]',1,1,3,NULL,'2024-11-30T19:32:35.054Z','2024-11-30T19:32:35.054Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3q3mb7wvxvykdpjc339m','default','Hooked','[]',1,1,2,NULL,'2024-11-30T19:32:35.060Z','2024-11-30T19:32:35.060Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3q3zew4etymbk6c2m1cw','default','Ticks','[]',1,1,2,NULL,'2024-11-30T19:32:35.071Z','2024-11-30T19:32:35.071Z',NULL,1);
CREATE TABLE `execution_inputs` (
	`executionId` text PRIMARY KEY NOT NULL,
	`inputs` text NOT NULL,
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_inputs VALUES('01m8pz3q6mpdz7facc89b9xjg7','{"text":"'||printf('%.17000c','x')||'"}');
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
