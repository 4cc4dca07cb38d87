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
INSERT INTO execution_logs VALUES('01m8pz3tgtp739xry74bbm9dqg',1,'start','trigger','start','completed',1,1.0,'2024-11-30T19:32:38.560Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3tgtp739xry74bbm9dqg',2,'wait','delay','wait','waiting',1,NULL,'2024-11-30T19:32:38.560Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits until 2024-11-30T19:32:46.560Z","wait":"delay","until":"2024-11-30T19:32:46.560Z","state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3tj07jwk8qt20vpvc8xp',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:38.595Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{"a":1,"who":"Ána"}');
INSERT INTO execution_logs VALUES('01m8pz3tj07jwk8qt20vpvc8xp',2,'add','addField','add','completed',1,0.0,'2024-11-30T19:32:38.595Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8pz3tj07jwk8qt20vpvc8xp',3,'out','output','out','completed',1,0.0,'2024-11-30T19:32:38.595Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8pz3tkc7kk08ahjmdbsdek7',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:38.638Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17011,'{"success":true,"message":"Begun"}',NULL,'{"text":"'||printf('%.17000c','x')||'"}');
INSERT INTO execution_logs VALUES('01m8pz3tkc7kk08ahjmdbsdek7',2,'add','addField','add','completed',1,0.0,'2024-11-30T19:32:38.638Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8pz3tkc7kk08ahjmdbsdek7',3,'out','output','out','completed',1,0.0,'2024-11-30T19:32:38.638Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"Result"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8pz3tmdsjb2d23pjppbv2t0',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:38.672Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3tmdsjb2d23pjppbv2t0',2,'get','http','get','running',1,NULL,'2024-11-30T19:32:38.672Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz3tmdsjb2d23pjppbv2t0',3,'get','http','get','completed',1,58.0,'2024-11-30T19:32:38.730Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 19:32:38 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"12"}}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz3tmdsjb2d23pjppbv2t0',4,'check','condition','check','completed',1,1.0,'2024-11-30T19:32:38.731Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"price > 10\" was true","conditionResult":true}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz3tmdsjb2d23pjppbv2t0',5,'out','output','out','completed',1,0.0,'2024-11-30T19:32:38.731Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz3tq0vy0htj6ncd96jrqn',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:38.755Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3tq0vy0htj6ncd96jrqn',2,'bad','addField','bad','error',1,2.0,'2024-11-30T19:32:38.757Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3tq0vy0htj6ncd96jrqn',3,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:38.757Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3tr35mftpfn9ffjvc9zw',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:38.790Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun","reusedFrom":"01m8pz3tq0vy0htj6ncd96jrqn"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3tr35mftpfn9ffjvc9zw',2,'bad','addField','bad','error',1,0.0,'2024-11-30T19:32:38.791Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3tr35mftpfn9ffjvc9zw',3,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:38.791Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3ts5fjmmdxsq3fgpp0v4',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:38.824Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3ts5fjmmdxsq3fgpp0v4',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:38.824Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3ts5fjmmdxsq3fgpp0v4',3,'ask','humanApproval','ask','cancelled',1,NULL,'2024-11-30T19:32:38.856Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3ts5fjmmdxsq3fgpp0v4',4,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:38.856Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3ttd1jybgzbymt5s8m8f',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:38.864Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3ttd1jybgzbymt5s8m8f',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:38.864Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3ttd1jybgzbymt5s8m8f',3,'ask','humanApproval','ask','completed',1,0.0,'2024-11-30T19:32:38.898Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Approved","conditionResult":true,"approved":true}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8pz3ttd1jybgzbymt5s8m8f',4,'out','output','out','completed',1,0.0,'2024-11-30T19:32:38.898Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8pz3twgj5j1j4tx2nvf3rfm',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:38.932Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3twgj5j1j4tx2nvf3rfm',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:38.932Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3txgf4ng9kgbvncqtz9n',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:38.962Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3txgf4ng9kgbvncqtz9n',2,'child','executeWorkflow','child','running',1,NULL,'2024-11-30T19:32:38.962Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz3txgf4ng9kgbvncqtz9n',3,'child','executeWorkflow','child','waiting',1,NULL,'2024-11-30T19:32:38.965Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits for execution 24fac47c9051f3d8123ff297e5","wait":"child","until":null,"state":{"childId":"24fac47c9051f3d8123ff297e5"}}',NULL,NULL);
INSERT INTO execution_logs VALUES('24fac47c9051f3d8123ff297e5',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:38.966Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('24fac47c9051f3d8123ff297e5',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:38.966Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3tygnk8rzj0zz3nm6jmx',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:38.995Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3tygnk8rzj0zz3nm6jmx',2,'get','http','get','running',1,NULL,'2024-11-30T19:32:38.995Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz3tyyd7c4qe426z5f2g09',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:39.009Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3tyyd7c4qe426z5f2g09',2,'model','llm','model','running',1,NULL,'2024-11-30T19:32:39.009Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
CREATE TABLE `execution_signals` (
	`executionId` text NOT NULL,
	`kind` text NOT NULL,
	`nodeId` text NOT NULL,
	`createdAt` text NOT NULL,
	`payload` text,
	PRIMARY KEY(`executionId`, `kind`, `nodeId`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_signals VALUES('01m8pz3ts5fjmmdxsq3fgpp0v4','cancel','','2024-11-30T19:32:38.854Z',NULL);
INSERT INTO execution_signals VALUES('01m8pz3ttd1jybgzbymt5s8m8f','resume','ask','2024-11-30T19:32:38.895Z','{"approved":true,"data":{"by":"Ana"}}');
CREATE TABLE `execution_tokens` (
	`executionId` text NOT NULL,
	`nodeId` text NOT NULL,
	`attempt` integer NOT NULL,
	`offset` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`executionId`, `nodeId`, `attempt`, `offset`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_tokens VALUES('01m8pz3tyyd7c4qe426z5f2g09','model',1,0,'Once ');
INSERT INTO execution_tokens VALUES('01m8pz3tyyd7c4qe426z5f2g09','model',1,5,'upon ');
INSERT INTO execution_tokens VALUES('01m8pz3tyyd7c4qe426z5f2g09','model',1,10,'a ');
CREATE TABLE `schedules` (
	`workflowId` text NOT NULL,
	`nodeId` text NOT NULL,
	`organizationId` text NOT NULL,
	`spec` text NOT NULL,
	`nextAt` text NOT NULL,
	PRIMARY KEY(`workflowId`, `nodeId`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO schedules VALUES('01m8pz3tgjets7p89jj76x6rb2','tick','default','{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}','2027-01-01T02:00:00.000Z');
CREATE TABLE `webhook_tokens` (
	`workflowId` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`digest` text NOT NULL,
	`createdAt` text NOT NULL,
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO webhook_tokens VALUES('01m8pz3tgcwpjd7pp4pkr6d24q','default','9d60e590606dec6729d04dd4af90fe1dbd536f5859eea00f9b0b896a32aedd1b','2024-11-30T19:32:38.551Z');
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
, `startedBy` text);
INSERT INTO workflow_executions VALUES('01m8pz3tgtp739xry74bbm9dqg','01m8pz3tft6zsdn8rpf0m4k7y3','default','waiting','wait','2024-11-30T19:32:38.554Z','2024-11-30T19:32:38.556Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,'2024-11-30T19:32:46.560Z',2,3,3,1,0,0,2,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3tj07jwk8qt20vpvc8xp','01m8pz3teb44yj35241999t7e0','default','completed','out','2024-11-30T19:32:38.592Z','2024-11-30T19:32:38.593Z','2024-11-30T19:32:38.595Z',1,'api',NULL,10,'once','e515158e144a938360fa90e38ecbae49c378fca0189de161bb8f2aaab79f0990',1,NULL,NULL,NULL,3,3,3,3,0,0,0,NULL,NULL,NULL,0,NULL,'{"a":1,"who":"Ána"}','{"start":{"success":true,"message":"Begun","outputData":{"a":1,"who":"Ána"}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"a":1,"who":"Ána","greeting":"hello"}},"out":{"success":true,"message":"Result","outputData":{"a":1,"who":"Ána","greeting":"hello"}}}','{"a":1,"who":"Ána","greeting":"hello"}','user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3tkc7kk08ahjmdbsdek7','01m8pz3teb44yj35241999t7e0','default','completed','out','2024-11-30T19:32:38.636Z','2024-11-30T19:32:38.636Z','2024-11-30T19:32:38.638Z',2,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,3,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{"$inputs":"execution_inputs"}','{"start":{"success":true,"message":"Begun","outputData":{"$log":1}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"$log":2}},"out":{"success":true,"message":"Result","outputData":{"$log":3}}}','{"$log":3}','user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3tmdsjb2d23pjppbv2t0','01m8pz3tf4z88a9racxv8f6ez1','default','completed','out','2024-11-30T19:32:38.669Z','2024-11-30T19:32:38.670Z','2024-11-30T19:32:38.731Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,5,4,4,4,0,0,59,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"get":{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 19:32:38 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"12"},"outputData":{"price":12}},"check":{"success":true,"message":"\"price > 10\" was true","conditionResult":true,"outputData":{"price":12}},"out":{"success":true,"message":"Result","outputData":{"price":12}}}','{"price":12}','user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3tq0vy0htj6ncd96jrqn','01m8pz3tg047j6c5h5z5ff4tkh','default','failed','bad','2024-11-30T19:32:38.752Z','2024-11-30T19:32:38.752Z','2024-11-30T19:32:38.757Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,3,3,1,1,0,2,NULL,NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","outputData":{}},"bad":{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template","outputData":null}}',NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3tr35mftpfn9ffjvc9zw','01m8pz3tg047j6c5h5z5ff4tkh','default','failed','bad','2024-11-30T19:32:38.787Z','2024-11-30T19:32:38.788Z','2024-11-30T19:32:38.791Z',1,'api',NULL,10,'retry:01m8pz3tq0vy0htj6ncd96jrqn:','44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',1,NULL,NULL,NULL,3,3,3,1,1,0,1,'01m8pz3tq0vy0htj6ncd96jrqn',NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","reusedFrom":"01m8pz3tq0vy0htj6ncd96jrqn","outputData":{}},"bad":{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template","outputData":null}}',NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3ts5fjmmdxsq3fgpp0v4','01m8pz3tfk94rw91j1d307twss','default','cancelled','ask','2024-11-30T19:32:38.821Z','2024-11-30T19:32:38.822Z','2024-11-30T19:32:38.856Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,6,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}}}',NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3ttd1jybgzbymt5s8m8f','01m8pz3tfk94rw91j1d307twss','default','completed','out','2024-11-30T19:32:38.861Z','2024-11-30T19:32:38.862Z','2024-11-30T19:32:38.899Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,6,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"ask":{"success":true,"message":"Approved","conditionResult":true,"approved":true,"outputData":{"by":"Ana"}},"out":{"success":true,"message":"Result","outputData":{"by":"Ana"}}}','{"by":"Ana"}','user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3twgj5j1j4tx2nvf3rfm','01m8pz3tfk94rw91j1d307twss','default','waiting','ask','2024-11-30T19:32:38.928Z','2024-11-30T19:32:38.929Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3txgf4ng9kgbvncqtz9n','01m8pz3tg78k4xd1487g0nmys9','default','waiting','child','2024-11-30T19:32:38.960Z','2024-11-30T19:32:38.961Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,4,3,1,0,0,3,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('24fac47c9051f3d8123ff297e5','01m8pz3tfk94rw91j1d307twss','default','waiting','ask','2024-11-30T19:32:38.964Z','2024-11-30T19:32:38.965Z',NULL,1,'subworkflow',NULL,5,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,'01m8pz3txgf4ng9kgbvncqtz9n','child',1,NULL,'{"start":{}}',NULL,NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3tygnk8rzj0zz3nm6jmx','01m8pz3terhxg02ae4adkbmr6r','default','running','get','2024-11-30T19:32:38.992Z','2024-11-30T19:32:38.992Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:31251:01M8PZ3T30MV2V97A6YBQ6QA5M','2024-11-30T19:33:08.992Z',NULL,2,3,3,1,0,0,1,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3tyyd7c4qe426z5f2g09','01m8pz3tfd18m2w28xns941e73','default','running','model','2024-11-30T19:32:39.006Z','2024-11-30T19:32:39.007Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:31251:01M8PZ3T30MV2V97A6YBQ6QA5M','2024-11-30T19:33:09.007Z',NULL,2,6,3,1,0,0,930,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3v1q1t9f3a3bkbpta4se','01m8pz3teb44yj35241999t7e0','default','pending',NULL,'2024-11-30T19:32:39.095Z',NULL,NULL,2,'api',NULL,10,NULL,NULL,0,NULL,NULL,NULL,0,1,3,0,0,0,0,NULL,NULL,NULL,0,NULL,'{"later":true}',NULL,NULL,'user:ana@example.com');
CREATE TABLE `workflow_revisions` (
	`workflowId` text NOT NULL,
	`revision` integer NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`definition` text NOT NULL,
	PRIMARY KEY(`workflowId`, `revision`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO workflow_revisions VALUES('01m8pz3teb44yj35241999t7e0',1,'Quick','2024-11-30T19:32:38.476Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"hello"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3terhxg02ae4adkbmr6r',1,'Slow','2024-11-30T19:32:38.488Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/json"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3tf4z88a9racxv8f6ez1',1,'Calls','2024-11-30T19:32:38.500Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/ok"}},{"id":"check","type":"condition","label":"check","config":{"conditionField":"price","conditionOperator":"greaterThan","conditionValue":10}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"check"},{"fromNodeId":"check","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3tfd18m2w28xns941e73',1,'Writes','2024-11-30T19:32:38.509Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"model","type":"llm","label":"model","config":{"llmPrompt":"Tell me a story","model":"stub"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"model"},{"fromNodeId":"model","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3tfk94rw91j1d307twss',1,'Asks','2024-11-30T19:32:38.515Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"ask","type":"humanApproval","label":"ask","config":{"message":"Go on?"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"ask"},{"fromNodeId":"ask","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3tft6zsdn8rpf0m4k7y3',1,'Waits','2024-11-30T19:32:38.522Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"wait","type":"delay","label":"wait","config":{"ms":8000}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"wait"},{"fromNodeId":"wait","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3tg047j6c5h5z5ff4tkh',1,'Fails','2024-11-30T19:32:38.528Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"bad","type":"addField","label":"bad","config":{"fieldName":"v","fieldValue":"{{ nowhere.to.be.found }}"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"bad"},{"fromNodeId":"bad","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3tg78k4xd1487g0nmys9',1,'Parent','2024-11-30T19:32:38.535Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"child","type":"executeWorkflow","label":"child","config":{"workflowId":"01m8pz3tfk94rw91j1d307twss"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"child"},{"fromNodeId":"child","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3tgcwpjd7pp4pkr6d24q',1,'Hooked','2024-11-30T19:32:38.540Z','{"nodes":[{"id":"hook","type":"webhook","label":"hook","config":{}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"hook","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3tgjets7p89jj76x6rb2',1,'Ticks','2024-11-30T19:32:38.546Z','{"nodes":[{"id":"tick","type":"trigger","label":"tick","config":{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"tick","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3teb44yj35241999t7e0',2,'Quick','2024-11-30T19:32:38.626Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"good day"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
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
INSERT INTO workflows VALUES('01m8pz3teb44yj35241999t7e0','default','Quick','[]',2,2,3,NULL,'2024-11-30T19:32:38.476Z','2024-11-30T19:32:38.631Z',NULL,2);
INSERT INTO workflows VALUES('01m8pz3terhxg02ae4adkbmr6r','default','Slow','[]',1,1,3,NULL,'2024-11-30T19:32:38.488Z','2024-11-30T19:32:38.488Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3tf4z88a9racxv8f6ez1','default','Calls','[]',1,1,4,NULL,'2024-11-30T19:32:38.500Z','2024-11-30T19:32:38.500Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3tfd18m2w28xns941e73','default','Writes','[]',1,1,3,NULL,'2024-11-30T19:32:38.509Z','2024-11-30T19:32:38.509Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3tfk94rw91j1d307twss','default','Asks','[]',1,1,3,NULL,'2024-11-30T19:32:38.515Z','2024-11-30T19:32:38.515Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3tft6zsdn8rpf0m4k7y3','default','Waits','[]',1,1,3,NULL,'2024-11-30T19:32:38.522Z','2024-11-30T19:32:38.522Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3tg047j6c5h5z5ff4tkh','default','Fails','[]',1,1,3,NULL,'2024-11-30T19:32:38.528Z','2024-11-30T19:32:38.528Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3tg78k4xd1487g0nmys9','default','Parent','[]',1,1,3,NULL,'2024-11-30T19:32:38.535Z','2024-11-30T19:32:38.535Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3tgcwpjd7pp4pkr6d24q','default','Hooked','[]',1,1,2,NULL,'2024-11-30T19:32:38.540Z','2024-11-30T19:32:38.540Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3tgjets7p89jj76x6rb2','default','Ticks','[]',1,1,2,NULL,'2024-11-30T19:32:38.546Z','2024-11-30T19:32:38.546Z',NULL,1);
CREATE TABLE `execution_inputs` (
	`executionId` text PRIMARY KEY NOT NULL,
	`inputs` text NOT NULL,
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_inputs VALUES('01m8pz3tkc7kk08ahjmdbsdek7','{"text":"'||printf('%.17000c','x')||'"}');
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
INSERT INTO api_tokens VALUES('01m8pz3tdbys4bpb4sckbk158c','default','CI','7Ydk60l7D-11JWpTYvA-VWR2Mb1F4RLYRrj1dVpMhVc','["read","run"]','ana@example.com','2024-11-30T19:32:38.443Z',NULL,NULL);
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
INSERT INTO audit_events VALUES('01m8pz3tcqszyf2vzyhcdefwh2','default','2024-11-30T19:32:38.423Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','account.setup',NULL,'127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3td6ndsjmw7av1cvevkr','default','2024-11-30T19:32:38.438Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','member.invited','ben@example.com','127.0.0.1','{"role":"editor"}');
INSERT INTO audit_events VALUES('01m8pz3tdjc301ab2f7kjt5qj8','default','2024-11-30T19:32:38.450Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','token.created','01m8pz3tdbys4bpb4sckbk158c','127.0.0.1','{"name":"CI","scopes":["read","run"]}');
INSERT INTO audit_events VALUES('01m8pz3tdyckjvj8a4a0gegcbh','default','2024-11-30T19:32:38.462Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','credential.created','shop','127.0.0.1','{"kind":"bearer","hosts":["127.0.0.1"]}');
INSERT INTO audit_events VALUES('01m8pz3te39hq779p9zcfqg8qf','default','2024-11-30T19:32:38.467Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','embed.key','01m8pz3te2hj0fqt4m25d4nsf9','127.0.0.1','{"name":"Partner"}');
INSERT INTO audit_events VALUES('01m8pz3tefg927t59vf4caas53','default','2024-11-30T19:32:38.479Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','workflow.created','01m8pz3teb44yj35241999t7e0','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tevdw89km7dtywh58mb','default','2024-11-30T19:32:38.491Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','workflow.created','01m8pz3terhxg02ae4adkbmr6r','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tf7ptz7jx1rx85g9mx7','default','2024-11-30T19:32:38.503Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','workflow.created','01m8pz3tf4z88a9racxv8f6ez1','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tffkhnk1v6mvkr6yg2s','default','2024-11-30T19:32:38.511Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','workflow.created','01m8pz3tfd18m2w28xns941e73','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tfnknb5gcy50nggs67e','default','2024-11-30T19:32:38.517Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','workflow.created','01m8pz3tfk94rw91j1d307twss','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tfvjw0hz97qqhxmsw98','default','2024-11-30T19:32:38.523Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','workflow.created','01m8pz3tft6zsdn8rpf0m4k7y3','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tg41afq6pjrp63mfr2h','default','2024-11-30T19:32:38.532Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','workflow.created','01m8pz3tg047j6c5h5z5ff4tkh','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tg9vpp7hv719y0vnxm4','default','2024-11-30T19:32:38.537Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','workflow.created','01m8pz3tg78k4xd1487g0nmys9','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tgedbck4rk6hrq1etry','default','2024-11-30T19:32:38.542Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','workflow.created','01m8pz3tgcwpjd7pp4pkr6d24q','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tgmhs8x3f2ywq6vby5d','default','2024-11-30T19:32:38.548Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','workflow.created','01m8pz3tgjets7p89jj76x6rb2','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tgq7ne1tfj3fgfwe8vd','default','2024-11-30T19:32:38.551Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','webhook.token','01m8pz3tgcwpjd7pp4pkr6d24q','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tgx9f9p84nhgcf2pbdw','default','2024-11-30T19:32:38.557Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.started','01m8pz3tft6zsdn8rpf0m4k7y3','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tj1b49b4wkehw4xf00v','default','2024-11-30T19:32:38.593Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.started','01m8pz3teb44yj35241999t7e0','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tk4mmzdb4yj4sb2nbk8','default','2024-11-30T19:32:38.628Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','workflow.changed','01m8pz3teb44yj35241999t7e0','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tk9e5nesgprrh87zame','default','2024-11-30T19:32:38.633Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','workflow.published','01m8pz3teb44yj35241999t7e0','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tkcznaj6e89dsfkpfmm','default','2024-11-30T19:32:38.636Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.started','01m8pz3teb44yj35241999t7e0','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tme2n1jc58q4fmwarbg','default','2024-11-30T19:32:38.670Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.started','01m8pz3tf4z88a9racxv8f6ez1','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tq1dj5dsqv7awgbsz2a','default','2024-11-30T19:32:38.753Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.started','01m8pz3tg047j6c5h5z5ff4tkh','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tr4ktmq3srbv5acwyc5','default','2024-11-30T19:32:38.788Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.retried','01m8pz3tq0vy0htj6ncd96jrqn','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3ts6r0k7w6ycx33eybh8','default','2024-11-30T19:32:38.822Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.started','01m8pz3tfk94rw91j1d307twss','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tt9k37gxkzgxv9apkxm','default','2024-11-30T19:32:38.857Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.cancelled','01m8pz3ts5fjmmdxsq3fgpp0v4','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tte0x33vanrgv7jxw61','default','2024-11-30T19:32:38.862Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.started','01m8pz3tfk94rw91j1d307twss','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tvg3wwm6b5c3pnazetc','default','2024-11-30T19:32:38.896Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.resumed','01m8pz3ttd1jybgzbymt5s8m8f','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3twh273dvz1924zh2gq5','default','2024-11-30T19:32:38.929Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.started','01m8pz3tfk94rw91j1d307twss','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3txhhzfte3hyna4b3at3','default','2024-11-30T19:32:38.961Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.started','01m8pz3tg78k4xd1487g0nmys9','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tyh1wvt4q9qsf81r5x3','default','2024-11-30T19:32:38.993Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.started','01m8pz3terhxg02ae4adkbmr6r','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3tyzwxj7f3qtacy01acf','default','2024-11-30T19:32:39.007Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.started','01m8pz3tfd18m2w28xns941e73','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3v1rcnd12r9ep4r50shm','default','2024-11-30T19:32:39.096Z','user','01m8pz3t5zjadrekdhpq787h4m','ana@example.com','execution.started','01m8pz3teb44yj35241999t7e0','127.0.0.1',NULL);
CREATE TABLE `invitations` (
	`digest` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`email` text,
	`role` text NOT NULL,
	`expiresAt` text NOT NULL
);
INSERT INTO invitations VALUES('Q4f7TpIC2jR7ZcvJRzDaY20ZCbtRlcIczkl7xbOU7Qs','default','ben@example.com','editor','2026-12-07T19:32:38.436Z');
CREATE TABLE `members` (
	`organizationId` text NOT NULL,
	`userId` text NOT NULL,
	`role` text NOT NULL,
	`createdAt` text NOT NULL,
	PRIMARY KEY(`organizationId`, `userId`),
	FOREIGN KEY (`organizationId`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO members VALUES('default','01m8pz3t5zjadrekdhpq787h4m','owner','2024-11-30T19:32:38.420Z');
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO organizations VALUES('default','Default','2024-11-30T19:32:38.420Z');
CREATE TABLE `sessions` (
	`digest` text PRIMARY KEY NOT NULL,
	`userId` text NOT NULL,
	`organizationId` text NOT NULL,
	`createdAt` text NOT NULL,
	`expiresAt` text NOT NULL,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO sessions VALUES('NnGUtEKuSliEYftGcQoarMpvhcSONuCyo6Zhblz2oJ0','01m8pz3t5zjadrekdhpq787h4m','default','2024-11-30T19:32:38.422Z','2026-12-14T19:32:38.422Z');
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`passwordHash` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO users VALUES('01m8pz3t5zjadrekdhpq787h4m','ana@example.com','ana','$scrypt$ln=15,r=8,p=3$ru8gc2BEV3V9i/QClxJ5GA$437pMmiRllYiKXMyx4phV2Vn5/bmzbwcAsOw8a012uE','2024-11-30T19:32:38.420Z');
CREATE TABLE `credentials` (
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`organizationId`, `name`)
);
INSERT INTO credentials VALUES('default','shop','bearer','2024-11-30T19:32:38.454Z','2024-11-30T19:32:38.454Z','c1.S7Bvjk46.CkR5exQ9GnMju2HVWiJPeQhe9PPI-lJ1UiJASPSrKXAf4rmagFlJkcwTFEKixuMw3AutgekUP-W-IWs2tEM4dAAAIUsBmS5Nk4yoQr5JV2WYme2J-HvyuhNQSoAmMx532QE');
CREATE TABLE `embed_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`sealed` text NOT NULL
);
INSERT INTO embed_keys VALUES('01m8pz3te2hj0fqt4m25d4nsf9','default','Partner','2024-11-30T19:32:38.466Z','c1.S7Bvjk46.Ek17MGN1O2Bhw4h24HmMATuUkg9ymuk0NC4cjuvnU4JHICgWdcIwMZMrBiHErCYximk4XFapKavB3LfeVBdtOvvCxPlnHXF4bDIV');
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
COMMIT;
