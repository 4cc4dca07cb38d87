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
INSERT INTO execution_logs VALUES('01m8pzcp3vjf6eyrrrcy5t2rt5',1,'start','trigger','start','completed',1,1.0,'2024-11-30T19:37:28.976Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pzcp3vjf6eyrrrcy5t2rt5',2,'wait','delay','wait','waiting',1,NULL,'2024-11-30T19:37:28.976Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits until 2024-11-30T19:37:36.976Z","wait":"delay","until":"2024-11-30T19:37:36.976Z","state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pzcp5bsgfz49wt1j5nrrq1',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:37:29.010Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{"a":1,"who":"Ána"}');
INSERT INTO execution_logs VALUES('01m8pzcp5bsgfz49wt1j5nrrq1',2,'add','addField','add','completed',1,0.0,'2024-11-30T19:37:29.010Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8pzcp5bsgfz49wt1j5nrrq1',3,'out','output','out','completed',1,0.0,'2024-11-30T19:37:29.011Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8pzcp74n74wfnf4c8npnhdb',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:37:29.070Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17011,'{"success":true,"message":"Begun"}',NULL,'{"text":"'||printf('%.17000c','x')||'"}');
INSERT INTO execution_logs VALUES('01m8pzcp74n74wfnf4c8npnhdb',2,'add','addField','add','completed',1,0.0,'2024-11-30T19:37:29.071Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8pzcp74n74wfnf4c8npnhdb',3,'out','output','out','completed',1,0.0,'2024-11-30T19:37:29.071Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"Result"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8pzcp84vajrv63ew9h125hg',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:37:29.098Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pzcp84vajrv63ew9h125hg',2,'get','http','get','running',1,NULL,'2024-11-30T19:37:29.098Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pzcp84vajrv63ew9h125hg',3,'get','http','get','completed',1,64.0,'2024-11-30T19:37:29.162Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 19:37:29 GMT","content-length":"12"}}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pzcp84vajrv63ew9h125hg',4,'check','condition','check','completed',1,0.0,'2024-11-30T19:37:29.162Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"price > 10\" was true","conditionResult":true}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pzcp84vajrv63ew9h125hg',5,'out','output','out','completed',1,0.0,'2024-11-30T19:37:29.162Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pzcpaw0yyp2qrg7gmnekk9',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:37:29.187Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pzcpaw0yyp2qrg7gmnekk9',2,'bad','addField','bad','error',1,2.0,'2024-11-30T19:37:29.189Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pzcpaw0yyp2qrg7gmnekk9',3,'out','output','out','cancelled',1,NULL,'2024-11-30T19:37:29.190Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pzcpbzqa9ach5mmb7jmn10',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:37:29.223Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun","reusedFrom":"01m8pzcpaw0yyp2qrg7gmnekk9"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pzcpbzqa9ach5mmb7jmn10',2,'bad','addField','bad','error',1,0.0,'2024-11-30T19:37:29.223Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pzcpbzqa9ach5mmb7jmn10',3,'out','output','out','cancelled',1,NULL,'2024-11-30T19:37:29.223Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pzcpd1rtfs3p5vwak1xdvy',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:37:29.266Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pzcpd1rtfs3p5vwak1xdvy',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:37:29.266Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pzcpd1rtfs3p5vwak1xdvy',3,'ask','humanApproval','ask','cancelled',1,NULL,'2024-11-30T19:37:29.302Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pzcpd1rtfs3p5vwak1xdvy',4,'out','output','out','cancelled',1,NULL,'2024-11-30T19:37:29.302Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pzcpf056z4nx7d848d3qe7',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:37:29.316Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pzcpf056z4nx7d848d3qe7',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:37:29.317Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pzcpf056z4nx7d848d3qe7',3,'ask','humanApproval','ask','completed',1,0.0,'2024-11-30T19:37:29.363Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Approved","conditionResult":true,"approved":true}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8pzcpf056z4nx7d848d3qe7',4,'out','output','out','completed',1,0.0,'2024-11-30T19:37:29.363Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8pzcpjad3s95pmnks76nm63',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:37:29.426Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pzcpjad3s95pmnks76nm63',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:37:29.426Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pzcpkcet8yxb0e53krh5zc',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:37:29.482Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pzcpkcet8yxb0e53krh5zc',2,'child','executeWorkflow','child','running',1,NULL,'2024-11-30T19:37:29.482Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pzcpkcet8yxb0e53krh5zc',3,'child','executeWorkflow','child','waiting',1,NULL,'2024-11-30T19:37:29.500Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits for execution 6c17065819d76047a38f4d0cfa","wait":"child","until":null,"state":{"childId":"6c17065819d76047a38f4d0cfa"}}',NULL,NULL);
INSERT INTO execution_logs VALUES('6c17065819d76047a38f4d0cfa',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:37:29.504Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('6c17065819d76047a38f4d0cfa',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:37:29.504Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pzcpnhwzgx4p0kwk720kex',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:37:29.579Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pzcpnhwzgx4p0kwk720kex',2,'get','http','get','running',1,NULL,'2024-11-30T19:37:29.579Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pzcpqkk6rgqcrm8rm93ebd',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:37:29.603Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pzcpqkk6rgqcrm8rm93ebd',2,'model','llm','model','running',1,NULL,'2024-11-30T19:37:29.603Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
CREATE TABLE `execution_signals` (
	`executionId` text NOT NULL,
	`kind` text NOT NULL,
	`nodeId` text NOT NULL,
	`createdAt` text NOT NULL,
	`payload` text,
	PRIMARY KEY(`executionId`, `kind`, `nodeId`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_signals VALUES('01m8pzcpd1rtfs3p5vwak1xdvy','cancel','','2024-11-30T19:37:29.292Z',NULL);
INSERT INTO execution_signals VALUES('01m8pzcpf056z4nx7d848d3qe7','resume','ask','2024-11-30T19:37:29.345Z','{"approved":true,"data":{"by":"Ana"}}');
CREATE TABLE `execution_tokens` (
	`executionId` text NOT NULL,
	`nodeId` text NOT NULL,
	`attempt` integer NOT NULL,
	`offset` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`executionId`, `nodeId`, `attempt`, `offset`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_tokens VALUES('01m8pzcpqkk6rgqcrm8rm93ebd','model',1,0,'Once ');
INSERT INTO execution_tokens VALUES('01m8pzcpqkk6rgqcrm8rm93ebd','model',1,5,'upon ');
INSERT INTO execution_tokens VALUES('01m8pzcpqkk6rgqcrm8rm93ebd','model',1,10,'a ');
CREATE TABLE `schedules` (
	`workflowId` text NOT NULL,
	`nodeId` text NOT NULL,
	`organizationId` text NOT NULL,
	`spec` text NOT NULL,
	`nextAt` text NOT NULL,
	PRIMARY KEY(`workflowId`, `nodeId`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO schedules VALUES('01m8pzcp3bqdysn6v8hb389a8g','tick','default','{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}','2027-01-01T02:00:00.000Z');
CREATE TABLE `webhook_tokens` (
	`workflowId` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`digest` text NOT NULL,
	`createdAt` text NOT NULL,
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO webhook_tokens VALUES('01m8pzcp2y5rpsdkp4vmg211fr','default','e663557b2c464155483ac60c905b57c98972441985c7f75e2aa8c33168398fff','2024-11-30T19:37:28.948Z');
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
INSERT INTO workflow_executions VALUES('01m8pzcp3vjf6eyrrrcy5t2rt5','01m8pzcp1fpjn2bp03ftbrtqvf','default','waiting','wait','2024-11-30T19:37:28.955Z','2024-11-30T19:37:28.963Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,'2024-11-30T19:37:36.976Z',2,3,3,1,0,0,1,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pzcp5bsgfz49wt1j5nrrq1','01m8pzcnz69efhxq2sd57690g1','default','completed','out','2024-11-30T19:37:29.003Z','2024-11-30T19:37:29.004Z','2024-11-30T19:37:29.011Z',1,'api',NULL,10,'once','e515158e144a938360fa90e38ecbae49c378fca0189de161bb8f2aaab79f0990',1,NULL,NULL,NULL,3,3,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{"a":1,"who":"Ána"}','{"start":{"success":true,"message":"Begun","outputData":{"a":1,"who":"Ána"}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"a":1,"who":"Ána","greeting":"hello"}},"out":{"success":true,"message":"Result","outputData":{"a":1,"who":"Ána","greeting":"hello"}}}','{"a":1,"who":"Ána","greeting":"hello"}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pzcp74n74wfnf4c8npnhdb','01m8pzcnz69efhxq2sd57690g1','default','completed','out','2024-11-30T19:37:29.060Z','2024-11-30T19:37:29.061Z','2024-11-30T19:37:29.071Z',2,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,3,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{"$inputs":"execution_inputs"}','{"start":{"$log":1},"add":{"$log":2},"out":{"$log":3}}','{"$log":3}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pzcp84vajrv63ew9h125hg','01m8pzcp05ehmxwj3nxx798b8w','default','completed','out','2024-11-30T19:37:29.092Z','2024-11-30T19:37:29.094Z','2024-11-30T19:37:29.162Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,5,4,4,4,0,0,65,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"get":{"$log":3},"check":{"success":true,"message":"\"price > 10\" was true","conditionResult":true,"outputData":{"price":12}},"out":{"success":true,"message":"Result","outputData":{"price":12}}}','{"price":12}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pzcpaw0yyp2qrg7gmnekk9','01m8pzcp1z2sq3xx72kyh1hqn3','default','failed','bad','2024-11-30T19:37:29.180Z','2024-11-30T19:37:29.182Z','2024-11-30T19:37:29.190Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,3,3,1,1,0,3,NULL,NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","outputData":{}},"bad":{"$log":2}}',NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pzcpbzqa9ach5mmb7jmn10','01m8pzcp1z2sq3xx72kyh1hqn3','default','failed','bad','2024-11-30T19:37:29.215Z','2024-11-30T19:37:29.216Z','2024-11-30T19:37:29.223Z',1,'api',NULL,10,'retry:01m8pzcpaw0yyp2qrg7gmnekk9:','44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',1,NULL,NULL,NULL,3,3,3,1,1,0,0,'01m8pzcpaw0yyp2qrg7gmnekk9',NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","reusedFrom":"01m8pzcpaw0yyp2qrg7gmnekk9","outputData":{}},"bad":{"$log":2}}',NULL,NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pzcpd1rtfs3p5vwak1xdvy','01m8pzcp0z9gthb0a5hjxey8s7','default','cancelled','ask','2024-11-30T19:37:29.249Z','2024-11-30T19:37:29.254Z','2024-11-30T19:37:29.302Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,6,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}}}',NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pzcpf056z4nx7d848d3qe7','01m8pzcp0z9gthb0a5hjxey8s7','default','completed','out','2024-11-30T19:37:29.312Z','2024-11-30T19:37:29.313Z','2024-11-30T19:37:29.363Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,6,3,3,0,0,2,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"ask":{"success":true,"message":"Approved","conditionResult":true,"approved":true,"outputData":{"by":"Ana"}},"out":{"success":true,"message":"Result","outputData":{"by":"Ana"}}}','{"by":"Ana"}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pzcpjad3s95pmnks76nm63','01m8pzcp0z9gthb0a5hjxey8s7','default','waiting','ask','2024-11-30T19:37:29.418Z','2024-11-30T19:37:29.419Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pzcpkcet8yxb0e53krh5zc','01m8pzcp2c3qb2bshpqzv2ry0v','default','waiting','child','2024-11-30T19:37:29.452Z','2024-11-30T19:37:29.469Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,4,3,1,0,0,18,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('6c17065819d76047a38f4d0cfa','01m8pzcp0z9gthb0a5hjxey8s7','default','waiting','ask','2024-11-30T19:37:29.499Z','2024-11-30T19:37:29.500Z',NULL,1,'subworkflow',NULL,5,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,'01m8pzcpkcet8yxb0e53krh5zc','child',1,NULL,'{"start":{}}',NULL,NULL,NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pzcpnhwzgx4p0kwk720kex','01m8pzcnzn4x6ax1gmc4x5eb0p','default','running','get','2024-11-30T19:37:29.521Z','2024-11-30T19:37:29.522Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:8826:01M8PZCN3K32TVH2R8FS5ZAWNB','2024-11-30T19:37:59.522Z',NULL,2,3,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pzcpqkk6rgqcrm8rm93ebd','01m8pzcp0m7ncwm060p2rysw77','default','running','model','2024-11-30T19:37:29.587Z','2024-11-30T19:37:29.598Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:8826:01M8PZCN3K32TVH2R8FS5ZAWNB','2024-11-30T19:37:59.598Z',NULL,2,6,3,1,0,0,1099,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8pzcpzwgxjyym0tysrbxg31','01m8pzcnz69efhxq2sd57690g1','default','pending',NULL,'2024-11-30T19:37:29.852Z',NULL,NULL,2,'api',NULL,10,NULL,NULL,0,NULL,NULL,NULL,0,1,3,0,0,0,0,NULL,NULL,NULL,0,NULL,'{"later":true}',NULL,NULL,'user:ana@example.com','2024-11-30T19:37:29.852Z');
CREATE TABLE `workflow_revisions` (
	`workflowId` text NOT NULL,
	`revision` integer NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`definition` text NOT NULL,
	PRIMARY KEY(`workflowId`, `revision`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO workflow_revisions VALUES('01m8pzcnz69efhxq2sd57690g1',1,'Quick','2024-11-30T19:37:28.806Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"hello"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pzcnzn4x6ax1gmc4x5eb0p',1,'Slow','2024-11-30T19:37:28.822Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/json"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pzcp05ehmxwj3nxx798b8w',1,'Calls','2024-11-30T19:37:28.837Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/ok"}},{"id":"check","type":"condition","label":"check","config":{"conditionField":"price","conditionOperator":"greaterThan","conditionValue":10}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"check"},{"fromNodeId":"check","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pzcp0m7ncwm060p2rysw77',1,'Writes','2024-11-30T19:37:28.852Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"model","type":"llm","label":"model","config":{"llmPrompt":"Tell me a story","model":"stub"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"model"},{"fromNodeId":"model","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pzcp0z9gthb0a5hjxey8s7',1,'Asks','2024-11-30T19:37:28.863Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"ask","type":"humanApproval","label":"ask","config":{"message":"Go on?"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"ask"},{"fromNodeId":"ask","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pzcp1fpjn2bp03ftbrtqvf',1,'Waits','2024-11-30T19:37:28.879Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"wait","type":"delay","label":"wait","config":{"ms":8000}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"wait"},{"fromNodeId":"wait","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pzcp1z2sq3xx72kyh1hqn3',1,'Fails','2024-11-30T19:37:28.896Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"bad","type":"addField","label":"bad","config":{"fieldName":"v","fieldValue":"{{ nowhere.to.be.found }}"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"bad"},{"fromNodeId":"bad","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pzcp2c3qb2bshpqzv2ry0v',1,'Parent','2024-11-30T19:37:28.910Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"child","type":"executeWorkflow","label":"child","config":{"workflowId":"01m8pzcp0z9gthb0a5hjxey8s7"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"child"},{"fromNodeId":"child","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pzcp2y5rpsdkp4vmg211fr',1,'Hooked','2024-11-30T19:37:28.926Z','{"nodes":[{"id":"hook","type":"webhook","label":"hook","config":{}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"hook","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pzcp3bqdysn6v8hb389a8g',1,'Ticks','2024-11-30T19:37:28.939Z','{"nodes":[{"id":"tick","type":"trigger","label":"tick","config":{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"tick","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pzcnz69efhxq2sd57690g1',2,'Quick','2024-11-30T19:37:29.042Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"good day"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
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
INSERT INTO workflows VALUES('01m8pzcnz69efhxq2sd57690g1','default','Quick','[]',2,2,3,NULL,'2024-11-30T19:37:28.806Z','2024-11-30T19:37:29.052Z',NULL,2);
INSERT INTO workflows VALUES('01m8pzcnzn4x6ax1gmc4x5eb0p','default','Slow','[]',1,1,3,NULL,'2024-11-30T19:37:28.822Z','2024-11-30T19:37:28.822Z',NULL,1);
INSERT INTO workflows VALUES('01m8pzcp05ehmxwj3nxx798b8w','default','Calls','[]',1,1,4,NULL,'2024-11-30T19:37:28.837Z','2024-11-30T19:37:28.837Z',NULL,1);
INSERT INTO workflows VALUES('01m8pzcp0m7ncwm060p2rysw77','default','Writes','[]',1,1,3,NULL,'2024-11-30T19:37:28.852Z','2024-11-30T19:37:28.852Z',NULL,1);
INSERT INTO workflows VALUES('01m8pzcp0z9gthb0a5hjxey8s7','default','Asks','[]',1,1,3,NULL,'2024-11-30T19:37:28.863Z','2024-11-30T19:37:28.863Z',NULL,1);
INSERT INTO workflows VALUES('01m8pzcp1fpjn2bp03ftbrtqvf','default','Waits','[]',1,1,3,NULL,'2024-11-30T19:37:28.879Z','2024-11-30T19:37:28.879Z',NULL,1);
INSERT INTO workflows VALUES('01m8pzcp1z2sq3xx72kyh1hqn3','default','Fails','[]',1,1,3,NULL,'2024-11-30T19:37:28.896Z','2024-11-30T19:37:28.896Z',NULL,1);
INSERT INTO workflows VALUES('01m8pzcp2c3qb2bshpqzv2ry0v','default','Parent','[]',1,1,3,NULL,'2024-11-30T19:37:28.910Z','2024-11-30T19:37:28.910Z',NULL,1);
INSERT INTO workflows VALUES('01m8pzcp2y5rpsdkp4vmg211fr','default','Hooked','[]',1,1,2,NULL,'2024-11-30T19:37:28.926Z','2024-11-30T19:37:28.926Z',NULL,1);
INSERT INTO workflows VALUES('01m8pzcp3bqdysn6v8hb389a8g','default','Ticks','[]',1,1,2,NULL,'2024-11-30T19:37:28.939Z','2024-11-30T19:37:28.939Z',NULL,1);
CREATE TABLE `execution_inputs` (
	`executionId` text PRIMARY KEY NOT NULL,
	`inputs` text NOT NULL,
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_inputs VALUES('01m8pzcp74n74wfnf4c8npnhdb','{"text":"'||printf('%.17000c','x')||'"}');
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
INSERT INTO api_tokens VALUES('01m8pzcnmrzzngfbw8w63h24jy','default','CI','McqLikYHZoqZ1-X7QWXGJAAK8Bg4JyQvPp9NMxlIDPQ','["read","run"]','ana@example.com','2024-11-30T19:37:28.472Z',NULL,NULL);
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
INSERT INTO audit_events VALUES('01m8pzcnjcya3vkf4rjg11yb4n','default','2024-11-30T19:37:28.396Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','account.setup',NULL,'127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcnm5mxa879wjetzy3fhb','default','2024-11-30T19:37:28.453Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','member.invited','ben@example.com','127.0.0.1','{"role":"editor"}');
INSERT INTO audit_events VALUES('01m8pzcnn3cypg90hvkkx79f02','default','2024-11-30T19:37:28.483Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','token.created','01m8pzcnmrzzngfbw8w63h24jy','127.0.0.1','{"name":"CI","scopes":["read","run"]}');
INSERT INTO audit_events VALUES('01m8pzcnnvfs5bps4k1qd1tv7h','default','2024-11-30T19:37:28.507Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','credential.created','shop','127.0.0.1','{"kind":"bearer","hosts":["127.0.0.1"]}');
INSERT INTO audit_events VALUES('01m8pzcnp8s15nxvank4r1pyza','default','2024-11-30T19:37:28.520Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','embed.key','01m8pzcnp7yttg1kg0rf5sbgm1','127.0.0.1','{"name":"Partner"}');
INSERT INTO audit_events VALUES('01m8pzcnpf1yex0839seyhx1a8','default','2024-11-30T19:37:28.527Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','dashboard.created','01m8pzcnpcgr73t7253s3eq3kc','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcnyhexfj6wvzvdfqdh30','default','2024-11-30T19:37:28.785Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','database.created','01m8pzcnpnamkee96aksnb5q7e','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcnzf67h0qwbstpywxr4s','default','2024-11-30T19:37:28.815Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','workflow.created','01m8pzcnz69efhxq2sd57690g1','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcnzt65zvpg7q05fkzg23','default','2024-11-30T19:37:28.826Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','workflow.created','01m8pzcnzn4x6ax1gmc4x5eb0p','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp07pqrmkszx9f363ayd','default','2024-11-30T19:37:28.839Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','workflow.created','01m8pzcp05ehmxwj3nxx798b8w','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp0s7d20m1s325m87zp5','default','2024-11-30T19:37:28.857Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','workflow.created','01m8pzcp0m7ncwm060p2rysw77','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp189rnz9cepzzb0yq9c','default','2024-11-30T19:37:28.872Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','workflow.created','01m8pzcp0z9gthb0a5hjxey8s7','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp1hhqyy3pnz9qk5qqvy','default','2024-11-30T19:37:28.881Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','workflow.created','01m8pzcp1fpjn2bp03ftbrtqvf','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp26815j1t8mz6dcwmca','default','2024-11-30T19:37:28.902Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','workflow.created','01m8pzcp1z2sq3xx72kyh1hqn3','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp2p1pfqvs7re3ahbqh7','default','2024-11-30T19:37:28.918Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','workflow.created','01m8pzcp2c3qb2bshpqzv2ry0v','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp36r3gykn3fee9yk2c2','default','2024-11-30T19:37:28.934Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','workflow.created','01m8pzcp2y5rpsdkp4vmg211fr','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp3gp4kgf7r5cehazmr3','default','2024-11-30T19:37:28.944Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','workflow.created','01m8pzcp3bqdysn6v8hb389a8g','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp3n0bfv2q4ynwyfqdqr','default','2024-11-30T19:37:28.949Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','webhook.token','01m8pzcp2y5rpsdkp4vmg211fr','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp43h2h4cp1k1v7mwh8q','default','2024-11-30T19:37:28.963Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.started','01m8pzcp1fpjn2bp03ftbrtqvf','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp5cv6w93kydaz84wawv','default','2024-11-30T19:37:29.004Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.started','01m8pzcnz69efhxq2sd57690g1','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp6mnp3ry53vhxfz6kjj','default','2024-11-30T19:37:29.044Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','workflow.changed','01m8pzcnz69efhxq2sd57690g1','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp6yn9xaahd6yx3t1dnw','default','2024-11-30T19:37:29.054Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','workflow.published','01m8pzcnz69efhxq2sd57690g1','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp75razjvs0afnpk7yb4','default','2024-11-30T19:37:29.061Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.started','01m8pzcnz69efhxq2sd57690g1','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcp866x223qcgdgfkxt4f','default','2024-11-30T19:37:29.094Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.started','01m8pzcp05ehmxwj3nxx798b8w','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcpaynbyf78snsgq5969y','default','2024-11-30T19:37:29.182Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.started','01m8pzcp1z2sq3xx72kyh1hqn3','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcpc0rzy16jhrhtr5dymj','default','2024-11-30T19:37:29.216Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.retried','01m8pzcpaw0yyp2qrg7gmnekk9','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcpd6znrppcd4gn3ege4f','default','2024-11-30T19:37:29.254Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.started','01m8pzcp0z9gthb0a5hjxey8s7','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcpetw9r5j5fr8wds7nza','default','2024-11-30T19:37:29.306Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.cancelled','01m8pzcpd1rtfs3p5vwak1xdvy','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcpf1jyhj7c0eqvavfy76','default','2024-11-30T19:37:29.313Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.started','01m8pzcp0z9gthb0a5hjxey8s7','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcpg6j3kbc0bfh0x0krpn','default','2024-11-30T19:37:29.350Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.resumed','01m8pzcpf056z4nx7d848d3qe7','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcpjb957naqd15gvr3cnn','default','2024-11-30T19:37:29.419Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.started','01m8pzcp0z9gthb0a5hjxey8s7','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcpkxnhzrc7sf2j6r403h','default','2024-11-30T19:37:29.469Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.started','01m8pzcp2c3qb2bshpqzv2ry0v','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcpnjzwtaw345df5mgepb','default','2024-11-30T19:37:29.522Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.started','01m8pzcnzn4x6ax1gmc4x5eb0p','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcpqy6vrzr7pxtykrcjs3','default','2024-11-30T19:37:29.598Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.started','01m8pzcp0m7ncwm060p2rysw77','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pzcq008fehjwnvkb5v9ymv','default','2024-11-30T19:37:29.856Z','user','01m8pzcn975xwq9tw6mxv124am','ana@example.com','execution.started','01m8pzcnz69efhxq2sd57690g1','127.0.0.1',NULL);
CREATE TABLE `invitations` (
	`digest` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`email` text,
	`role` text NOT NULL,
	`expiresAt` text NOT NULL
);
INSERT INTO invitations VALUES('Id24-TxUbe15Oed3qzr9Bc7eMfzNZaS0UwD2EezATVY','default','ben@example.com','editor','2026-12-07T19:37:28.452Z');
CREATE TABLE `members` (
	`organizationId` text NOT NULL,
	`userId` text NOT NULL,
	`role` text NOT NULL,
	`createdAt` text NOT NULL,
	PRIMARY KEY(`organizationId`, `userId`),
	FOREIGN KEY (`organizationId`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO members VALUES('default','01m8pzcn975xwq9tw6mxv124am','owner','2024-11-30T19:37:28.386Z');
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO organizations VALUES('default','Default','2024-11-30T19:37:28.386Z');
CREATE TABLE `sessions` (
	`digest` text PRIMARY KEY NOT NULL,
	`userId` text NOT NULL,
	`organizationId` text NOT NULL,
	`createdAt` text NOT NULL,
	`expiresAt` text NOT NULL,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO sessions VALUES('Ya-vpasQj4bFSU9dUd_IbJHgIezsIBopfUOprne8_ps','01m8pzcn975xwq9tw6mxv124am','default','2024-11-30T19:37:28.389Z','2026-12-14T19:37:28.389Z');
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`passwordHash` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO users VALUES('01m8pzcn975xwq9tw6mxv124am','ana@example.com','ana','$scrypt$ln=15,r=8,p=3$WBKbIyxeGILnd61U4gBW2g$VJJormQ+TyJJj91ozgspLPbYSp6KYmn15GtZ8Vmoi4Q','2024-11-30T19:37:28.386Z');
CREATE TABLE `credentials` (
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`organizationId`, `name`)
);
INSERT INTO credentials VALUES('default','shop','bearer','2024-11-30T19:37:28.501Z','2024-11-30T19:37:28.501Z','c1.S7Bvjk46.MhUiJlBPS_fk-zmiVWUojNmF4Ypnq26ajiGGZS73gXhvszucp3R7TlKamN7ecft203erL8eoAsyc6ZXvc-f6bS7lzRz78O_MfT9lnleRvx3Go5A3kW8P--n0ukzJHfHkFTU');
CREATE TABLE `embed_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`sealed` text NOT NULL
);
INSERT INTO embed_keys VALUES('01m8pzcnp7yttg1kg0rf5sbgm1','default','Partner','2024-11-30T19:37:28.519Z','c1.S7Bvjk46.e3hV-sSKNPOpHt0e4T8v8tP6LLYbh10xbrTDGF2KGP3Ya7FL1YuU5YKVyqz66edtTCGy6sJYUJkJ60cKT0mm4nSgH2jkabtXMR6l');
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
INSERT INTO dashboards VALUES('default','01m8pzcnpcgr73t7253s3eq3kc','Sales',1,1,'2024-11-30T19:37:28.524Z','2024-11-30T19:37:28.524Z',NULL,'{"range":"7d","widgets":[{"id":"runs","type":"stat","title":"Runs","x":0,"y":1,"w":3,"h":2,"options":{},"source":{"kind":"executions","measure":"count","groupBy":null,"splitBy":null,"workflowIds":[],"statuses":[],"triggers":[],"limit":100}}]}');
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
INSERT INTO databases VALUES('01m8pzcnpnamkee96aksnb5q7e','default','Orders','',1,2,3,0,'2024-11-30T19:37:28.533Z','2024-11-30T19:37:28.533Z',NULL,'[{"name":"Title","type":"text","key":"title","slot":1},{"name":"Price","type":"number","key":"price","slot":2}]');
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
