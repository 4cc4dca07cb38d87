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
INSERT INTO __drizzle_migrations VALUES(NULL,'9b35397da4fc9014de94b41c5fd4be3e115667b93aa6b15156a3158d37bd2174',1796069936930);
INSERT INTO __drizzle_migrations VALUES(NULL,'dd25eec4236b4d98f7552b5054911ee5775767a30dc1ab2cec5d96cd8467a250',1796081369095);
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
INSERT INTO execution_logs VALUES('01m8qcsjbakmrndm7b2ryv0x0r',1,'start','trigger','start','completed',1,6.0,'2024-11-30T23:31:42.578Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qcsjbakmrndm7b2ryv0x0r',2,'wait','delay','wait','waiting',1,NULL,'2024-11-30T23:31:42.579Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits until 2024-11-30T23:31:50.579Z","wait":"delay","until":"2024-11-30T23:31:50.579Z","state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qcsjcwy7eqsx1cqhr46b8y',1,'start','trigger','start','completed',1,0.0,'2024-11-30T23:31:42.621Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{"a":1,"who":"Ána"}');
INSERT INTO execution_logs VALUES('01m8qcsjcwy7eqsx1cqhr46b8y',2,'add','addField','add','completed',1,0.0,'2024-11-30T23:31:42.621Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8qcsjcwy7eqsx1cqhr46b8y',3,'out','output','out','completed',1,0.0,'2024-11-30T23:31:42.621Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8qcsjkz20tfdz1jsg72y3p8',1,'start','trigger','start','completed',1,0.0,'2024-11-30T23:31:42.857Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17011,'{"success":true,"message":"Begun"}',NULL,'{"text":"'||printf('%.17000c','x')||'"}');
INSERT INTO execution_logs VALUES('01m8qcsjkz20tfdz1jsg72y3p8',2,'add','addField','add','completed',1,1.0,'2024-11-30T23:31:42.858Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8qcsjkz20tfdz1jsg72y3p8',3,'out','output','out','completed',1,0.0,'2024-11-30T23:31:42.858Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"Result"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8qcsjnbdcg6z9vwev0z664f',1,'start','trigger','start','completed',1,0.0,'2024-11-30T23:31:42.892Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qcsjnbdcg6z9vwev0z664f',2,'get','http','get','running',1,NULL,'2024-11-30T23:31:42.892Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8qcsjnbdcg6z9vwev0z664f',3,'get','http','get','completed',1,135.0,'2024-11-30T23:31:43.027Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 23:31:43 GMT","content-length":"12"}}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8qcsjnbdcg6z9vwev0z664f',4,'check','condition','check','completed',1,0.0,'2024-11-30T23:31:43.027Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"price > 10\" was true","conditionResult":true}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8qcsjnbdcg6z9vwev0z664f',5,'out','output','out','completed',1,0.0,'2024-11-30T23:31:43.027Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8qcsjt6m59cpvbt6jn6g0pk',1,'start','trigger','start','completed',1,0.0,'2024-11-30T23:31:43.046Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qcsjt6m59cpvbt6jn6g0pk',2,'bad','addField','bad','error',1,2.0,'2024-11-30T23:31:43.048Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qcsjt6m59cpvbt6jn6g0pk',3,'out','output','out','cancelled',1,NULL,'2024-11-30T23:31:43.049Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qcsjtmycwkzxzsm68qsp1e',1,'start','trigger','start','completed',1,0.0,'2024-11-30T23:31:43.061Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun","reusedFrom":"01m8qcsjt6m59cpvbt6jn6g0pk"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qcsjtmycwkzxzsm68qsp1e',2,'bad','addField','bad','error',1,0.0,'2024-11-30T23:31:43.061Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qcsjtmycwkzxzsm68qsp1e',3,'out','output','out','cancelled',1,NULL,'2024-11-30T23:31:43.061Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qcsjvjg9et34yw5hh9abgb',1,'start','trigger','start','completed',1,1.0,'2024-11-30T23:31:43.091Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qcsjvjg9et34yw5hh9abgb',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T23:31:43.091Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qcsjvjg9et34yw5hh9abgb',3,'ask','humanApproval','ask','cancelled',1,NULL,'2024-11-30T23:31:43.147Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qcsjvjg9et34yw5hh9abgb',4,'out','output','out','cancelled',1,NULL,'2024-11-30T23:31:43.147Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qcsjy3js4x098bp0ty22tk',1,'start','trigger','start','completed',1,0.0,'2024-11-30T23:31:43.171Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qcsjy3js4x098bp0ty22tk',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T23:31:43.171Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qcsjy3js4x098bp0ty22tk',3,'ask','humanApproval','ask','completed',1,0.0,'2024-11-30T23:31:43.207Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Approved","conditionResult":true,"approved":true}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8qcsjy3js4x098bp0ty22tk',4,'out','output','out','completed',1,0.0,'2024-11-30T23:31:43.207Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8qcsk08aqzv9fkhcqvmd6vd',1,'start','trigger','start','completed',1,0.0,'2024-11-30T23:31:43.240Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qcsk08aqzv9fkhcqvmd6vd',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T23:31:43.240Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qcsk14h9tas17755mza4wj',1,'start','trigger','start','completed',1,0.0,'2024-11-30T23:31:43.268Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qcsk14h9tas17755mza4wj',2,'child','executeWorkflow','child','running',1,NULL,'2024-11-30T23:31:43.268Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8qcsk14h9tas17755mza4wj',3,'child','executeWorkflow','child','waiting',1,NULL,'2024-11-30T23:31:43.276Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits for execution 31bf376b352379d62d3afa077a","wait":"child","until":null,"state":{"childId":"31bf376b352379d62d3afa077a"}}',NULL,NULL);
INSERT INTO execution_logs VALUES('31bf376b352379d62d3afa077a',1,'start','trigger','start','completed',1,0.0,'2024-11-30T23:31:43.286Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('31bf376b352379d62d3afa077a',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T23:31:43.286Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qcsk2kzk19tq1e8npd4nt0',1,'start','trigger','start','completed',1,0.0,'2024-11-30T23:31:43.316Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qcsk2kzk19tq1e8npd4nt0',2,'get','http','get','running',1,NULL,'2024-11-30T23:31:43.316Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8qcsk3c3ats1y2rqs3c2q8y',1,'start','trigger','start','completed',1,0.0,'2024-11-30T23:31:43.340Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qcsk3c3ats1y2rqs3c2q8y',2,'model','llm','model','running',1,NULL,'2024-11-30T23:31:43.340Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
CREATE TABLE `execution_signals` (
	`executionId` text NOT NULL,
	`kind` text NOT NULL,
	`nodeId` text NOT NULL,
	`createdAt` text NOT NULL,
	`payload` text,
	PRIMARY KEY(`executionId`, `kind`, `nodeId`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_signals VALUES('01m8qcsjvjg9et34yw5hh9abgb','cancel','','2024-11-30T23:31:43.119Z',NULL);
INSERT INTO execution_signals VALUES('01m8qcsjy3js4x098bp0ty22tk','resume','ask','2024-11-30T23:31:43.196Z','{"approved":true,"data":{"by":"Ana"}}');
CREATE TABLE `execution_tokens` (
	`executionId` text NOT NULL,
	`nodeId` text NOT NULL,
	`attempt` integer NOT NULL,
	`offset` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`executionId`, `nodeId`, `attempt`, `offset`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_tokens VALUES('01m8qcsk3c3ats1y2rqs3c2q8y','model',1,0,'Once ');
INSERT INTO execution_tokens VALUES('01m8qcsk3c3ats1y2rqs3c2q8y','model',1,5,'upon ');
INSERT INTO execution_tokens VALUES('01m8qcsk3c3ats1y2rqs3c2q8y','model',1,10,'a ');
CREATE TABLE `schedules` (
	`workflowId` text NOT NULL,
	`nodeId` text NOT NULL,
	`organizationId` text NOT NULL,
	`spec` text NOT NULL,
	`nextAt` text NOT NULL, `plannedAt` text,
	PRIMARY KEY(`workflowId`, `nodeId`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO schedules VALUES('01m8qcsja3eghd0z1jn61mnb9v','tick','default','{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}','2027-01-01T02:00:00.000Z','2024-11-30T23:31:42.538Z');
CREATE TABLE `webhook_tokens` (
	`workflowId` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`digest` text NOT NULL,
	`createdAt` text NOT NULL,
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO webhook_tokens VALUES('01m8qcsj9k9jp1spwy4x0sn2am','default','044a81a8d016e86d8c4b93b250c59b449e9c1acb9de3cba487d94340addf41fb','2024-11-30T23:31:42.554Z');
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
INSERT INTO workflow_executions VALUES('01m8qcsjbakmrndm7b2ryv0x0r','01m8qcsj66v345z64avjha819b','default','waiting','wait','2024-11-30T23:31:42.570Z','2024-11-30T23:31:42.570Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,'2024-11-30T23:31:50.579Z',2,1,3,1,0,0,8,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qcsjcwy7eqsx1cqhr46b8y','01m8qcshw0z4jj421f9kwtyqny','default','completed','out','2024-11-30T23:31:42.620Z','2024-11-30T23:31:42.620Z','2024-11-30T23:31:42.621Z',1,'api',NULL,10,'once','e515158e144a938360fa90e38ecbae49c378fca0189de161bb8f2aaab79f0990',1,NULL,NULL,NULL,3,1,3,3,0,0,0,NULL,NULL,NULL,0,NULL,'{"a":1,"who":"Ána"}','{"start":{"success":true,"message":"Begun","outputData":{"a":1,"who":"Ána"}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"a":1,"who":"Ána","greeting":"hello"}},"out":{"success":true,"message":"Result","outputData":{"a":1,"who":"Ána","greeting":"hello"}}}','{"a":1,"who":"Ána","greeting":"hello"}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qcsjkz20tfdz1jsg72y3p8','01m8qcshw0z4jj421f9kwtyqny','default','completed','out','2024-11-30T23:31:42.847Z','2024-11-30T23:31:42.847Z','2024-11-30T23:31:42.858Z',2,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,1,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{"$inputs":"execution_inputs"}','{"start":{"$log":1},"add":{"$log":2},"out":{"$log":3}}','{"$log":3}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qcsjnbdcg6z9vwev0z664f','01m8qcsj2m4rvste14c9x1w0d8','default','completed','out','2024-11-30T23:31:42.891Z','2024-11-30T23:31:42.891Z','2024-11-30T23:31:43.027Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,5,2,4,4,0,0,136,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"get":{"$log":3},"check":{"success":true,"message":"\"price > 10\" was true","conditionResult":true,"outputData":{"price":12}},"out":{"success":true,"message":"Result","outputData":{"price":12}}}','{"price":12}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qcsjt6m59cpvbt6jn6g0pk','01m8qcsj7x132fs8b5bfysg8a5','default','failed','bad','2024-11-30T23:31:43.046Z','2024-11-30T23:31:43.046Z','2024-11-30T23:31:43.049Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,1,3,1,1,0,2,NULL,NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","outputData":{}},"bad":{"$log":2}}',NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qcsjtmycwkzxzsm68qsp1e','01m8qcsj7x132fs8b5bfysg8a5','default','failed','bad','2024-11-30T23:31:43.060Z','2024-11-30T23:31:43.060Z','2024-11-30T23:31:43.061Z',1,'api',NULL,10,'retry:01m8qcsjt6m59cpvbt6jn6g0pk:','44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',1,NULL,NULL,NULL,3,1,3,1,1,0,0,'01m8qcsjt6m59cpvbt6jn6g0pk',NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","reusedFrom":"01m8qcsjt6m59cpvbt6jn6g0pk","outputData":{}},"bad":{"$log":2}}',NULL,NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8qcsjvjg9et34yw5hh9abgb','01m8qcsj5ekc4xf4mnkjyv8yf1','default','cancelled','ask','2024-11-30T23:31:43.090Z','2024-11-30T23:31:43.090Z','2024-11-30T23:31:43.147Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,4,3,1,0,0,2,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}}}',NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qcsjy3js4x098bp0ty22tk','01m8qcsj5ekc4xf4mnkjyv8yf1','default','completed','out','2024-11-30T23:31:43.171Z','2024-11-30T23:31:43.171Z','2024-11-30T23:31:43.207Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,4,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"ask":{"success":true,"message":"Approved","conditionResult":true,"approved":true,"outputData":{"by":"Ana"}},"out":{"success":true,"message":"Result","outputData":{"by":"Ana"}}}','{"by":"Ana"}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qcsk08aqzv9fkhcqvmd6vd','01m8qcsj5ekc4xf4mnkjyv8yf1','default','waiting','ask','2024-11-30T23:31:43.240Z','2024-11-30T23:31:43.240Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,2,1,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qcsk14h9tas17755mza4wj','01m8qcsj89htfe5c1h5470vy4z','default','waiting','child','2024-11-30T23:31:43.268Z','2024-11-30T23:31:43.268Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,2,3,1,0,0,8,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('31bf376b352379d62d3afa077a','01m8qcsj5ekc4xf4mnkjyv8yf1','default','waiting','ask','2024-11-30T23:31:43.271Z','2024-11-30T23:31:43.276Z',NULL,1,'subworkflow',NULL,5,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,'01m8qcsk14h9tas17755mza4wj','child',1,NULL,'{"start":{}}',NULL,NULL,NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8qcsk2kzk19tq1e8npd4nt0','01m8qcshz8q35kxr54ee4w3nn0','default','running','get','2024-11-30T23:31:43.315Z','2024-11-30T23:31:43.315Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:16603:01M8QCSFDV6JHH1MKY4TNXDDWQ','2024-11-30T23:32:13.315Z',NULL,2,1,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qcsk3c3ats1y2rqs3c2q8y','01m8qcsj3nzfdntr2a1zes9ysr','default','running','model','2024-11-30T23:31:43.340Z','2024-11-30T23:31:43.340Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:16603:01M8QCSFDV6JHH1MKY4TNXDDWQ','2024-11-30T23:32:13.340Z',NULL,2,4,3,1,0,0,1480,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qcskntzcghqjg9j8pabqj6','01m8qcshw0z4jj421f9kwtyqny','default','pending',NULL,'2024-11-30T23:31:43.930Z',NULL,NULL,2,'api',NULL,10,NULL,NULL,0,NULL,NULL,NULL,0,1,3,0,0,0,0,NULL,NULL,NULL,0,NULL,'{"later":true}',NULL,NULL,'user:ana@example.com','2024-11-30T23:31:43.930Z');
CREATE TABLE `workflow_revisions` (
	`workflowId` text NOT NULL,
	`revision` integer NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`definition` text NOT NULL,
	PRIMARY KEY(`workflowId`, `revision`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO workflow_revisions VALUES('01m8qcshw0z4jj421f9kwtyqny',1,'Quick','2024-11-30T23:31:42.080Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"hello"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qcshz8q35kxr54ee4w3nn0',1,'Slow','2024-11-30T23:31:42.184Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/json"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qcsj2m4rvste14c9x1w0d8',1,'Calls','2024-11-30T23:31:42.292Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/ok"}},{"id":"check","type":"condition","label":"check","config":{"conditionField":"price","conditionOperator":"greaterThan","conditionValue":10}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"check"},{"fromNodeId":"check","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qcsj3nzfdntr2a1zes9ysr',1,'Writes','2024-11-30T23:31:42.325Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"model","type":"llm","label":"model","config":{"llmPrompt":"Tell me a story","model":"stub"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"model"},{"fromNodeId":"model","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qcsj5ekc4xf4mnkjyv8yf1',1,'Asks','2024-11-30T23:31:42.382Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"ask","type":"humanApproval","label":"ask","config":{"message":"Go on?"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"ask"},{"fromNodeId":"ask","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qcsj66v345z64avjha819b',1,'Waits','2024-11-30T23:31:42.414Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"wait","type":"delay","label":"wait","config":{"ms":8000}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"wait"},{"fromNodeId":"wait","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qcsj7x132fs8b5bfysg8a5',1,'Fails','2024-11-30T23:31:42.462Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"bad","type":"addField","label":"bad","config":{"fieldName":"v","fieldValue":"{{ nowhere.to.be.found }}"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"bad"},{"fromNodeId":"bad","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qcsj89htfe5c1h5470vy4z',1,'Parent','2024-11-30T23:31:42.478Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"child","type":"executeWorkflow","label":"child","config":{"workflowId":"01m8qcsj5ekc4xf4mnkjyv8yf1"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"child"},{"fromNodeId":"child","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qcsj9k9jp1spwy4x0sn2am',1,'Hooked','2024-11-30T23:31:42.515Z','{"nodes":[{"id":"hook","type":"webhook","label":"hook","config":{}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"hook","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qcsja3eghd0z1jn61mnb9v',1,'Ticks','2024-11-30T23:31:42.531Z','{"nodes":[{"id":"tick","type":"trigger","label":"tick","config":{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"tick","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qcshw0z4jj421f9kwtyqny',2,'Quick','2024-11-30T23:31:42.770Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"good day"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
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
INSERT INTO workflows VALUES('01m8qcshw0z4jj421f9kwtyqny','default','Quick','[]',2,2,3,NULL,'2024-11-30T23:31:42.080Z','2024-11-30T23:31:42.781Z',NULL,2);
INSERT INTO workflows VALUES('01m8qcshz8q35kxr54ee4w3nn0','default','Slow','[]',1,1,3,NULL,'2024-11-30T23:31:42.184Z','2024-11-30T23:31:42.184Z',NULL,1);
INSERT INTO workflows VALUES('01m8qcsj2m4rvste14c9x1w0d8','default','Calls','[]',1,1,4,NULL,'2024-11-30T23:31:42.292Z','2024-11-30T23:31:42.292Z',NULL,1);
INSERT INTO workflows VALUES('01m8qcsj3nzfdntr2a1zes9ysr','default','Writes','[]',1,1,3,NULL,'2024-11-30T23:31:42.325Z','2024-11-30T23:31:42.325Z',NULL,1);
INSERT INTO workflows VALUES('01m8qcsj5ekc4xf4mnkjyv8yf1','default','Asks','[]',1,1,3,NULL,'2024-11-30T23:31:42.382Z','2024-11-30T23:31:42.382Z',NULL,1);
INSERT INTO workflows VALUES('01m8qcsj66v345z64avjha819b','default','Waits','[]',1,1,3,NULL,'2024-11-30T23:31:42.414Z','2024-11-30T23:31:42.414Z',NULL,1);
INSERT INTO workflows VALUES('01m8qcsj7x132fs8b5bfysg8a5','default','Fails','[]',1,1,3,NULL,'2024-11-30T23:31:42.462Z','2024-11-30T23:31:42.462Z',NULL,1);
INSERT INTO workflows VALUES('01m8qcsj89htfe5c1h5470vy4z','default','Parent','[]',1,1,3,NULL,'2024-11-30T23:31:42.478Z','2024-11-30T23:31:42.478Z',NULL,1);
INSERT INTO workflows VALUES('01m8qcsj9k9jp1spwy4x0sn2am','default','Hooked','[]',1,1,2,NULL,'2024-11-30T23:31:42.515Z','2024-11-30T23:31:42.515Z',NULL,1);
INSERT INTO workflows VALUES('01m8qcsja3eghd0z1jn61mnb9v','default','Ticks','[]',1,1,2,NULL,'2024-11-30T23:31:42.531Z','2024-11-30T23:31:42.531Z',NULL,1);
CREATE TABLE `execution_inputs` (
	`executionId` text PRIMARY KEY NOT NULL,
	`inputs` text NOT NULL,
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_inputs VALUES('01m8qcsjkz20tfdz1jsg72y3p8','{"text":"'||printf('%.17000c','x')||'"}');
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
INSERT INTO api_tokens VALUES('01m8qcsgpk1j124c3zvrjtp5q1','default','CI','77svnj19L1-CiFjnFi8Fx7RcE8mvDae5w3kkS5siII8','["read","run"]','ana@example.com','2024-11-30T23:31:40.883Z',NULL,NULL);
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
INSERT INTO audit_events VALUES('01m8qcsgf02xcsj3hz91d5v6ca','default','2024-11-30T23:31:40.640Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','account.setup',NULL,'127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsgmfpv9d2z1q253vbyv7','default','2024-11-30T23:31:40.815Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','member.invited','ben@example.com','127.0.0.1','{"role":"editor"}');
INSERT INTO audit_events VALUES('01m8qcsgprn1b5v2sq2a3fwfw4','default','2024-11-30T23:31:40.888Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','token.created','01m8qcsgpk1j124c3zvrjtp5q1','127.0.0.1','{"name":"CI","scopes":["read","run"]}');
INSERT INTO audit_events VALUES('01m8qcsgrjxzpzgcpcsyr5v7p0','default','2024-11-30T23:31:40.946Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','credential.created','shop','127.0.0.1','{"kind":"bearer","hosts":["127.0.0.1"]}');
INSERT INTO audit_events VALUES('01m8qcsgt41m8b7g1q8qqx4me0','default','2024-11-30T23:31:40.996Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','embed.key','01m8qcsgsx17y0t7jjc76epked','127.0.0.1','{"name":"Partner"}');
INSERT INTO audit_events VALUES('01m8qcsgvncxq2p8k11xxw4wfv','default','2024-11-30T23:31:41.045Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','dashboard.created','01m8qcsgtw53y8036g0a3fvpfk','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcshp1q3nsh1ztfn62freg','default','2024-11-30T23:31:41.889Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','database.created','01m8qcsgzdawztyx8qajfcb2aa','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcshxrtg8kvc7w0zbqrr9r','default','2024-11-30T23:31:42.136Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','workflow.created','01m8qcshw0z4jj421f9kwtyqny','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsj02ab26cb4jwvsfed9y','default','2024-11-30T23:31:42.210Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','workflow.created','01m8qcshz8q35kxr54ee4w3nn0','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsj35s4fq6j7yx8brz2bp','default','2024-11-30T23:31:42.309Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','workflow.created','01m8qcsj2m4rvste14c9x1w0d8','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsj4zwz090jgtg99prnmr','default','2024-11-30T23:31:42.367Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','workflow.created','01m8qcsj3nzfdntr2a1zes9ysr','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsj5t8ay7x9t5akg80mxe','default','2024-11-30T23:31:42.394Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','workflow.created','01m8qcsj5ekc4xf4mnkjyv8yf1','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsj6kk0vcyy9xvnkpzbzz','default','2024-11-30T23:31:42.419Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','workflow.created','01m8qcsj66v345z64avjha819b','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsj80v8dm9g3x5swp6hws','default','2024-11-30T23:31:42.464Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','workflow.created','01m8qcsj7x132fs8b5bfysg8a5','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsj8wmphwqph1614zjr27','default','2024-11-30T23:31:42.492Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','workflow.created','01m8qcsj89htfe5c1h5470vy4z','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsj9rvc4dng0smbax3cgt','default','2024-11-30T23:31:42.520Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','workflow.created','01m8qcsj9k9jp1spwy4x0sn2am','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjakzx3wc8am5dt8m0s5','default','2024-11-30T23:31:42.547Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','workflow.created','01m8qcsja3eghd0z1jn61mnb9v','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjaz9r06q2m368n8wm3d','default','2024-11-30T23:31:42.559Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','webhook.token','01m8qcsj9k9jp1spwy4x0sn2am','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjbsg2e3fmx4g46ywmes','default','2024-11-30T23:31:42.585Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.started','01m8qcsj66v345z64avjha819b','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjd7dmngvwgef5k80t91','default','2024-11-30T23:31:42.631Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.started','01m8qcshw0z4jj421f9kwtyqny','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjhnhy2m2q4fjv0n60cm','default','2024-11-30T23:31:42.773Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','workflow.changed','01m8qcshw0z4jj421f9kwtyqny','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjk1en98j135j1pkc8s7','default','2024-11-30T23:31:42.817Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','workflow.published','01m8qcshw0z4jj421f9kwtyqny','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjmkpyrm3keqbfjx8sp6','default','2024-11-30T23:31:42.867Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.started','01m8qcshw0z4jj421f9kwtyqny','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjqmwb1a880ffd6458a3','default','2024-11-30T23:31:42.964Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.started','01m8qcsj2m4rvste14c9x1w0d8','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjtakn1zymhf0rsmrsrc','default','2024-11-30T23:31:43.050Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.started','01m8qcsj7x132fs8b5bfysg8a5','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjtyjdhr679462pehfd4','default','2024-11-30T23:31:43.070Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.retried','01m8qcsjt6m59cpvbt6jn6g0pk','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjw281pv3py2a6xbx54m','default','2024-11-30T23:31:43.106Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.started','01m8qcsj5ekc4xf4mnkjyv8yf1','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjxq62ctged9sy9jjy6d','default','2024-11-30T23:31:43.159Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.cancelled','01m8qcsjvjg9et34yw5hh9abgb','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjyenkeshhxch570eds7','default','2024-11-30T23:31:43.182Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.started','01m8qcsj5ekc4xf4mnkjyv8yf1','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsjyyg35pk3javv6sg4aj','default','2024-11-30T23:31:43.198Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.resumed','01m8qcsjy3js4x098bp0ty22tk','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsk0h6g0ggcjfv3ppv798','default','2024-11-30T23:31:43.249Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.started','01m8qcsj5ekc4xf4mnkjyv8yf1','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsk16ca4z83t6z3ymjfrv','default','2024-11-30T23:31:43.270Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.started','01m8qcsj89htfe5c1h5470vy4z','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsk2tt3achk2j84cahx65','default','2024-11-30T23:31:43.322Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.started','01m8qcshz8q35kxr54ee4w3nn0','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcskdv76p0w8xs49yg2mf4','default','2024-11-30T23:31:43.675Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.started','01m8qcsj3nzfdntr2a1zes9ysr','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qcsknzspnn6mpqkywpxfvt','default','2024-11-30T23:31:43.935Z','user','01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','execution.started','01m8qcshw0z4jj421f9kwtyqny','127.0.0.1',NULL);
CREATE TABLE `invitations` (
	`digest` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`email` text,
	`role` text NOT NULL,
	`expiresAt` text NOT NULL
);
INSERT INTO invitations VALUES('McNiLDm1p9c_82zR7SCdbMGwkK6rnaDv2nCgfmlxytg','default','ben@example.com','editor','2026-12-07T23:31:40.793Z');
CREATE TABLE `members` (
	`organizationId` text NOT NULL,
	`userId` text NOT NULL,
	`role` text NOT NULL,
	`createdAt` text NOT NULL,
	PRIMARY KEY(`organizationId`, `userId`),
	FOREIGN KEY (`organizationId`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO members VALUES('default','01m8qcsftc20jw4wpsrnnz6ft5','owner','2024-11-30T23:31:40.627Z');
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO organizations VALUES('default','Default','2024-11-30T23:31:40.627Z');
CREATE TABLE `sessions` (
	`digest` text PRIMARY KEY NOT NULL,
	`userId` text NOT NULL,
	`organizationId` text NOT NULL,
	`createdAt` text NOT NULL,
	`expiresAt` text NOT NULL,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO sessions VALUES('-Ap4oS_56tvrTDDHh5_JIAXVi09EcS_CXxitzktEnEM','01m8qcsftc20jw4wpsrnnz6ft5','default','2024-11-30T23:31:40.637Z','2026-12-14T23:31:40.637Z');
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`passwordHash` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO users VALUES('01m8qcsftc20jw4wpsrnnz6ft5','ana@example.com','ana','$scrypt$ln=15,r=8,p=3$AM9qk47wSAyQbtxAMfrBJA$1j5Lh92EwJKgrPRqRXtzqHy8pflfEvztAsDnR4Eey8g','2024-11-30T23:31:40.627Z');
CREATE TABLE `credentials` (
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`organizationId`, `name`)
);
INSERT INTO credentials VALUES('default','shop','bearer','2024-11-30T23:31:40.912Z','2024-11-30T23:31:40.912Z','c1.S7Bvjk46.aS8jT3KYbWoCig7DQP06VecRlDmXytWcWeME-9dcl7R6VThNiNScV6zLR_-G0qLqZyBLDdVX41EYG2kAx8yyUZC0dtdTbBFm192mWsx7GScqpkRn9yUiyLv7F2Dh8I4uTNs');
CREATE TABLE `embed_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`sealed` text NOT NULL
);
INSERT INTO embed_keys VALUES('01m8qcsgsx17y0t7jjc76epked','default','Partner','2024-11-30T23:31:40.989Z','c1.S7Bvjk46.1U1VK2z9ttNToBwsqeEsA09dM6BqcUnnH1jqGB4B2CAyrfk2Rctw_V0lxlDMytj2wX1FBOw2JDtM6m0HNsZ2d7Bh_fGVnO934s2n');
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
INSERT INTO dashboards VALUES('default','01m8qcsgtw53y8036g0a3fvpfk','Sales',1,1,'2024-11-30T23:31:41.021Z','2024-11-30T23:31:41.021Z',NULL,'{"range":"7d","widgets":[{"id":"runs","type":"stat","title":"Runs","x":0,"y":1,"w":3,"h":2,"options":{},"source":{"kind":"executions","measure":"count","groupBy":null,"splitBy":null,"workflowIds":[],"statuses":[],"triggers":[],"limit":100}}]}');
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
, `changes` integer DEFAULT 0 NOT NULL);
INSERT INTO databases VALUES('01m8qcsgzdawztyx8qajfcb2aa','default','Orders','',1,2,3,0,'2024-11-30T23:31:41.165Z','2024-11-30T23:31:41.165Z',NULL,'[{"name":"Title","type":"text","key":"title","slot":1},{"name":"Price","type":"number","key":"price","slot":2}]',0);
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
