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
INSERT INTO execution_logs VALUES('01m8pz3xy7zex1w398xw14dfbc',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.061Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3xy7zex1w398xw14dfbc',2,'wait','delay','wait','waiting',1,NULL,'2024-11-30T19:32:42.062Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits until 2024-11-30T19:32:50.062Z","wait":"delay","until":"2024-11-30T19:32:50.062Z","state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3xzebpwp3qfmfj006p3s',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.098Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{"a":1,"who":"Ána"}');
INSERT INTO execution_logs VALUES('01m8pz3xzebpwp3qfmfj006p3s',2,'add','addField','add','completed',1,0.0,'2024-11-30T19:32:42.098Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8pz3xzebpwp3qfmfj006p3s',3,'out','output','out','completed',1,0.0,'2024-11-30T19:32:42.098Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8pz3y0vevf0ck6v357fsgtb',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.142Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17011,'{"success":true,"message":"Begun"}',NULL,'{"text":"'||printf('%.17000c','x')||'"}');
INSERT INTO execution_logs VALUES('01m8pz3y0vevf0ck6v357fsgtb',2,'add','addField','add','completed',1,0.0,'2024-11-30T19:32:42.142Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8pz3y0vevf0ck6v357fsgtb',3,'out','output','out','completed',1,0.0,'2024-11-30T19:32:42.142Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"Result"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8pz3y1y91g3yfc6jzt53c3p',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.178Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3y1y91g3yfc6jzt53c3p',2,'get','http','get','running',1,NULL,'2024-11-30T19:32:42.178Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz3y1y91g3yfc6jzt53c3p',3,'get','http','get','completed',1,56.0,'2024-11-30T19:32:42.234Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 19:32:42 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"12"}}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz3y1y91g3yfc6jzt53c3p',4,'check','condition','check','completed',1,0.0,'2024-11-30T19:32:42.234Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"price > 10\" was true","conditionResult":true}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz3y1y91g3yfc6jzt53c3p',5,'out','output','out','completed',1,0.0,'2024-11-30T19:32:42.234Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8pz3y4g676wy02hbhnqngye',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.260Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3y4g676wy02hbhnqngye',2,'bad','addField','bad','error',1,2.0,'2024-11-30T19:32:42.262Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3y4g676wy02hbhnqngye',3,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:42.262Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3y5mnehmwq5n9d7cksy7',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.297Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun","reusedFrom":"01m8pz3y4g676wy02hbhnqngye"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3y5mnehmwq5n9d7cksy7',2,'bad','addField','bad','error',1,0.0,'2024-11-30T19:32:42.297Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3y5mnehmwq5n9d7cksy7',3,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:42.297Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3y6qw1pyv8q077sgat8b',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.330Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3y6qw1pyv8q077sgat8b',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:42.330Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3y6qw1pyv8q077sgat8b',3,'ask','humanApproval','ask','cancelled',1,NULL,'2024-11-30T19:32:42.362Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3y6qw1pyv8q077sgat8b',4,'out','output','out','cancelled',1,NULL,'2024-11-30T19:32:42.362Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3y80v60x79wdhe4jsasx',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.371Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3y80v60x79wdhe4jsasx',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:42.371Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3y80v60x79wdhe4jsasx',3,'ask','humanApproval','ask','completed',1,0.0,'2024-11-30T19:32:42.407Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Approved","conditionResult":true,"approved":true}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8pz3y80v60x79wdhe4jsasx',4,'out','output','out','completed',1,0.0,'2024-11-30T19:32:42.407Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8pz3ya5bm6b1ja34jnx7qdg',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.441Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3ya5bm6b1ja34jnx7qdg',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:42.441Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3yb5y5wpvvrf4m48zpev',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.473Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3yb5y5wpvvrf4m48zpev',2,'child','executeWorkflow','child','running',1,NULL,'2024-11-30T19:32:42.473Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz3yb5y5wpvvrf4m48zpev',3,'child','executeWorkflow','child','waiting',1,NULL,'2024-11-30T19:32:42.476Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits for execution 14a68965965cbe115e216b4177","wait":"child","until":null,"state":{"childId":"14a68965965cbe115e216b4177"}}',NULL,NULL);
INSERT INTO execution_logs VALUES('14a68965965cbe115e216b4177',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.476Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('14a68965965cbe115e216b4177',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T19:32:42.476Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8pz3ycaxdbbrce27ddbj432',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.508Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3ycaxdbbrce27ddbj432',2,'get','http','get','running',1,NULL,'2024-11-30T19:32:42.508Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8pz3ycq424an1hpxmsmw3v8',1,'start','trigger','start','completed',1,0.0,'2024-11-30T19:32:42.523Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8pz3ycq424an1hpxmsmw3v8',2,'model','llm','model','running',1,NULL,'2024-11-30T19:32:42.523Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
CREATE TABLE `execution_signals` (
	`executionId` text NOT NULL,
	`kind` text NOT NULL,
	`nodeId` text NOT NULL,
	`createdAt` text NOT NULL,
	`payload` text,
	PRIMARY KEY(`executionId`, `kind`, `nodeId`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_signals VALUES('01m8pz3y6qw1pyv8q077sgat8b','cancel','','2024-11-30T19:32:42.359Z',NULL);
INSERT INTO execution_signals VALUES('01m8pz3y80v60x79wdhe4jsasx','resume','ask','2024-11-30T19:32:42.403Z','{"approved":true,"data":{"by":"Ana"}}');
CREATE TABLE `execution_tokens` (
	`executionId` text NOT NULL,
	`nodeId` text NOT NULL,
	`attempt` integer NOT NULL,
	`offset` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`executionId`, `nodeId`, `attempt`, `offset`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_tokens VALUES('01m8pz3ycq424an1hpxmsmw3v8','model',1,0,'Once ');
INSERT INTO execution_tokens VALUES('01m8pz3ycq424an1hpxmsmw3v8','model',1,5,'upon ');
INSERT INTO execution_tokens VALUES('01m8pz3ycq424an1hpxmsmw3v8','model',1,10,'a ');
CREATE TABLE `schedules` (
	`workflowId` text NOT NULL,
	`nodeId` text NOT NULL,
	`organizationId` text NOT NULL,
	`spec` text NOT NULL,
	`nextAt` text NOT NULL,
	PRIMARY KEY(`workflowId`, `nodeId`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO schedules VALUES('01m8pz3xxzt5fh40remnda5x5g','tick','default','{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}','2027-01-01T02:00:00.000Z');
CREATE TABLE `webhook_tokens` (
	`workflowId` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`digest` text NOT NULL,
	`createdAt` text NOT NULL,
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO webhook_tokens VALUES('01m8pz3xxrs32h7pnn6rwvf2v3','default','6d9e90620203f71994392e39a60742d78bec9e2fb5753426b49a4631eeb8dfb3','2024-11-30T19:32:42.051Z');
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
INSERT INTO workflow_executions VALUES('01m8pz3xy7zex1w398xw14dfbc','01m8pz3xx34d4nbhs58xxpjj1e','default','waiting','wait','2024-11-30T19:32:42.055Z','2024-11-30T19:32:42.057Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,'2024-11-30T19:32:50.062Z',2,3,3,1,0,0,2,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3xzebpwp3qfmfj006p3s','01m8pz3xvj2t2bn9deh6m5djez','default','completed','out','2024-11-30T19:32:42.094Z','2024-11-30T19:32:42.095Z','2024-11-30T19:32:42.099Z',1,'api',NULL,10,'once','e515158e144a938360fa90e38ecbae49c378fca0189de161bb8f2aaab79f0990',1,NULL,NULL,NULL,3,3,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{"a":1,"who":"Ána"}','{"start":{"success":true,"message":"Begun","outputData":{"a":1,"who":"Ána"}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"a":1,"who":"Ána","greeting":"hello"}},"out":{"success":true,"message":"Result","outputData":{"a":1,"who":"Ána","greeting":"hello"}}}','{"a":1,"who":"Ána","greeting":"hello"}','user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3y0vevf0ck6v357fsgtb','01m8pz3xvj2t2bn9deh6m5djez','default','completed','out','2024-11-30T19:32:42.139Z','2024-11-30T19:32:42.140Z','2024-11-30T19:32:42.142Z',2,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,3,3,3,0,0,0,NULL,NULL,NULL,0,NULL,'{"$inputs":"execution_inputs"}','{"start":{"success":true,"message":"Begun","outputData":{"$log":1}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"$log":2}},"out":{"success":true,"message":"Result","outputData":{"$log":3}}}','{"$log":3}','user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3y1y91g3yfc6jzt53c3p','01m8pz3xw8a7zekejcfrr7r567','default','completed','out','2024-11-30T19:32:42.174Z','2024-11-30T19:32:42.175Z','2024-11-30T19:32:42.234Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,5,4,4,4,0,0,56,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"get":{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 19:32:42 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-length":"12"},"outputData":{"price":12}},"check":{"success":true,"message":"\"price > 10\" was true","conditionResult":true,"outputData":{"price":12}},"out":{"success":true,"message":"Result","outputData":{"price":12}}}','{"price":12}','user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3y4g676wy02hbhnqngye','01m8pz3xx9vk7c0552ppe9x6f0','default','failed','bad','2024-11-30T19:32:42.256Z','2024-11-30T19:32:42.257Z','2024-11-30T19:32:42.262Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,3,3,1,1,0,2,NULL,NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","outputData":{}},"bad":{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template","outputData":null}}',NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3y5mnehmwq5n9d7cksy7','01m8pz3xx9vk7c0552ppe9x6f0','default','failed','bad','2024-11-30T19:32:42.292Z','2024-11-30T19:32:42.293Z','2024-11-30T19:32:42.297Z',1,'api',NULL,10,'retry:01m8pz3y4g676wy02hbhnqngye:','44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',1,NULL,NULL,NULL,3,3,3,1,1,0,0,'01m8pz3y4g676wy02hbhnqngye',NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","reusedFrom":"01m8pz3y4g676wy02hbhnqngye","outputData":{}},"bad":{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template","outputData":null}}',NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3y6qw1pyv8q077sgat8b','01m8pz3xwwm8tx685n9gjjjmxq','default','cancelled','ask','2024-11-30T19:32:42.327Z','2024-11-30T19:32:42.328Z','2024-11-30T19:32:42.362Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,6,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}}}',NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3y80v60x79wdhe4jsasx','01m8pz3xwwm8tx685n9gjjjmxq','default','completed','out','2024-11-30T19:32:42.368Z','2024-11-30T19:32:42.368Z','2024-11-30T19:32:42.407Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,6,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"ask":{"success":true,"message":"Approved","conditionResult":true,"approved":true,"outputData":{"by":"Ana"}},"out":{"success":true,"message":"Result","outputData":{"by":"Ana"}}}','{"by":"Ana"}','user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3ya5bm6b1ja34jnx7qdg','01m8pz3xwwm8tx685n9gjjjmxq','default','waiting','ask','2024-11-30T19:32:42.437Z','2024-11-30T19:32:42.438Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3yb5y5wpvvrf4m48zpev','01m8pz3xxhcrj1km8esxen9c8w','default','waiting','child','2024-11-30T19:32:42.469Z','2024-11-30T19:32:42.470Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,4,3,1,0,0,3,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('14a68965965cbe115e216b4177','01m8pz3xwwm8tx685n9gjjjmxq','default','waiting','ask','2024-11-30T19:32:42.474Z','2024-11-30T19:32:42.475Z',NULL,1,'subworkflow',NULL,5,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,'01m8pz3yb5y5wpvvrf4m48zpev','child',1,NULL,'{"start":{}}',NULL,NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8pz3ycaxdbbrce27ddbj432','01m8pz3xvx9xdbgfhm7x3z88er','default','running','get','2024-11-30T19:32:42.506Z','2024-11-30T19:32:42.507Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:31278:01M8PZ3XG7FHQE74GK1TRSH8PN','2024-11-30T19:33:12.507Z',NULL,2,3,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3ycq424an1hpxmsmw3v8','01m8pz3xwmk10mke5mk0zqavy3','default','running','model','2024-11-30T19:32:42.519Z','2024-11-30T19:32:42.520Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:31278:01M8PZ3XG7FHQE74GK1TRSH8PN','2024-11-30T19:33:12.520Z',NULL,2,6,3,1,0,0,929,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com');
INSERT INTO workflow_executions VALUES('01m8pz3yfhss5k7d2td24jfgdw','01m8pz3xvj2t2bn9deh6m5djez','default','pending',NULL,'2024-11-30T19:32:42.609Z',NULL,NULL,2,'api',NULL,10,NULL,NULL,0,NULL,NULL,NULL,0,1,3,0,0,0,0,NULL,NULL,NULL,0,NULL,'{"later":true}',NULL,NULL,'user:ana@example.com');
CREATE TABLE `workflow_revisions` (
	`workflowId` text NOT NULL,
	`revision` integer NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`definition` text NOT NULL,
	PRIMARY KEY(`workflowId`, `revision`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO workflow_revisions VALUES('01m8pz3xvj2t2bn9deh6m5djez',1,'Quick','2024-11-30T19:32:41.970Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"hello"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3xvx9xdbgfhm7x3z88er',1,'Slow','2024-11-30T19:32:41.981Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/json"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3xw8a7zekejcfrr7r567',1,'Calls','2024-11-30T19:32:41.992Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/ok"}},{"id":"check","type":"condition","label":"check","config":{"conditionField":"price","conditionOperator":"greaterThan","conditionValue":10}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"check"},{"fromNodeId":"check","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3xwmk10mke5mk0zqavy3',1,'Writes','2024-11-30T19:32:42.004Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"model","type":"llm","label":"model","config":{"llmPrompt":"Tell me a story","model":"stub"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"model"},{"fromNodeId":"model","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3xwwm8tx685n9gjjjmxq',1,'Asks','2024-11-30T19:32:42.012Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"ask","type":"humanApproval","label":"ask","config":{"message":"Go on?"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"ask"},{"fromNodeId":"ask","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3xx34d4nbhs58xxpjj1e',1,'Waits','2024-11-30T19:32:42.019Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"wait","type":"delay","label":"wait","config":{"ms":8000}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"wait"},{"fromNodeId":"wait","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3xx9vk7c0552ppe9x6f0',1,'Fails','2024-11-30T19:32:42.026Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"bad","type":"addField","label":"bad","config":{"fieldName":"v","fieldValue":"{{ nowhere.to.be.found }}"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"bad"},{"fromNodeId":"bad","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3xxhcrj1km8esxen9c8w',1,'Parent','2024-11-30T19:32:42.034Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"child","type":"executeWorkflow","label":"child","config":{"workflowId":"01m8pz3xwwm8tx685n9gjjjmxq"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"child"},{"fromNodeId":"child","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3xxrs32h7pnn6rwvf2v3',1,'Hooked','2024-11-30T19:32:42.040Z','{"nodes":[{"id":"hook","type":"webhook","label":"hook","config":{}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"hook","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3xxzt5fh40remnda5x5g',1,'Ticks','2024-11-30T19:32:42.047Z','{"nodes":[{"id":"tick","type":"trigger","label":"tick","config":{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"tick","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8pz3xvj2t2bn9deh6m5djez',2,'Quick','2024-11-30T19:32:42.130Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"good day"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
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
INSERT INTO workflows VALUES('01m8pz3xvj2t2bn9deh6m5djez','default','Quick','[]',2,2,3,NULL,'2024-11-30T19:32:41.970Z','2024-11-30T19:32:42.135Z',NULL,2);
INSERT INTO workflows VALUES('01m8pz3xvx9xdbgfhm7x3z88er','default','Slow','[]',1,1,3,NULL,'2024-11-30T19:32:41.981Z','2024-11-30T19:32:41.981Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3xw8a7zekejcfrr7r567','default','Calls','[]',1,1,4,NULL,'2024-11-30T19:32:41.992Z','2024-11-30T19:32:41.992Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3xwmk10mke5mk0zqavy3','default','Writes','[]',1,1,3,NULL,'2024-11-30T19:32:42.004Z','2024-11-30T19:32:42.004Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3xwwm8tx685n9gjjjmxq','default','Asks','[]',1,1,3,NULL,'2024-11-30T19:32:42.012Z','2024-11-30T19:32:42.012Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3xx34d4nbhs58xxpjj1e','default','Waits','[]',1,1,3,NULL,'2024-11-30T19:32:42.019Z','2024-11-30T19:32:42.019Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3xx9vk7c0552ppe9x6f0','default','Fails','[]',1,1,3,NULL,'2024-11-30T19:32:42.026Z','2024-11-30T19:32:42.026Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3xxhcrj1km8esxen9c8w','default','Parent','[]',1,1,3,NULL,'2024-11-30T19:32:42.034Z','2024-11-30T19:32:42.034Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3xxrs32h7pnn6rwvf2v3','default','Hooked','[]',1,1,2,NULL,'2024-11-30T19:32:42.040Z','2024-11-30T19:32:42.040Z',NULL,1);
INSERT INTO workflows VALUES('01m8pz3xxzt5fh40remnda5x5g','default','Ticks','[]',1,1,2,NULL,'2024-11-30T19:32:42.047Z','2024-11-30T19:32:42.047Z',NULL,1);
CREATE TABLE `execution_inputs` (
	`executionId` text PRIMARY KEY NOT NULL,
	`inputs` text NOT NULL,
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_inputs VALUES('01m8pz3y0vevf0ck6v357fsgtb','{"text":"'||printf('%.17000c','x')||'"}');
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
INSERT INTO api_tokens VALUES('01m8pz3xtqcaf0accsr30bc3eg','default','CI','P_W4fZdw92v_2bd-dxPAigO6ffefkC1Pwz7bYAhXTK0','["read","run"]','ana@example.com','2024-11-30T19:32:41.943Z',NULL,NULL);
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
INSERT INTO audit_events VALUES('01m8pz3xt56zwr4sze5erazgt8','default','2024-11-30T19:32:41.925Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','account.setup',NULL,'127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xtkhwsam9zkq6stc94y','default','2024-11-30T19:32:41.939Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','member.invited','ben@example.com','127.0.0.1','{"role":"editor"}');
INSERT INTO audit_events VALUES('01m8pz3xtrh69b1z1z4gq275rc','default','2024-11-30T19:32:41.944Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','token.created','01m8pz3xtqcaf0accsr30bc3eg','127.0.0.1','{"name":"CI","scopes":["read","run"]}');
INSERT INTO audit_events VALUES('01m8pz3xtx7gwta88d5fxwa40t','default','2024-11-30T19:32:41.949Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','credential.created','shop','127.0.0.1','{"kind":"bearer","hosts":["127.0.0.1"]}');
INSERT INTO audit_events VALUES('01m8pz3xv62vacke76hn46svbn','default','2024-11-30T19:32:41.958Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','embed.key','01m8pz3xv2dst099hbvf19dc25','127.0.0.1','{"name":"Partner"}');
INSERT INTO audit_events VALUES('01m8pz3xvnh8nh0ye2x03f5qvj','default','2024-11-30T19:32:41.973Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','workflow.created','01m8pz3xvj2t2bn9deh6m5djez','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xw0vtchk1fv5fgdwq15','default','2024-11-30T19:32:41.984Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','workflow.created','01m8pz3xvx9xdbgfhm7x3z88er','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xwbz76cmqhz8tn45yjc','default','2024-11-30T19:32:41.995Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','workflow.created','01m8pz3xw8a7zekejcfrr7r567','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xwq7c3qx6kpgtz461t0','default','2024-11-30T19:32:42.007Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','workflow.created','01m8pz3xwmk10mke5mk0zqavy3','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xwyhxcsmycegrghmtr4','default','2024-11-30T19:32:42.014Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','workflow.created','01m8pz3xwwm8tx685n9gjjjmxq','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xx4zqbc9fx8b7s4m289','default','2024-11-30T19:32:42.020Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','workflow.created','01m8pz3xx34d4nbhs58xxpjj1e','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xxe1avdaepvqtkqx4he','default','2024-11-30T19:32:42.030Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','workflow.created','01m8pz3xx9vk7c0552ppe9x6f0','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xxkxg3vmm13aw1ev0fm','default','2024-11-30T19:32:42.035Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','workflow.created','01m8pz3xxhcrj1km8esxen9c8w','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xxtab7fz551bqbe9zm6','default','2024-11-30T19:32:42.042Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','workflow.created','01m8pz3xxrs32h7pnn6rwvf2v3','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xy1p7b45fqm7p2zdvtj','default','2024-11-30T19:32:42.049Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','workflow.created','01m8pz3xxzt5fh40remnda5x5g','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xy4yx0yqapxt64xhtcf','default','2024-11-30T19:32:42.052Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','webhook.token','01m8pz3xxrs32h7pnn6rwvf2v3','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xyav3z8aag9xkzrv47m','default','2024-11-30T19:32:42.058Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.started','01m8pz3xx34d4nbhs58xxpjj1e','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3xzf4rj97d0er0prj8ad','default','2024-11-30T19:32:42.095Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.started','01m8pz3xvj2t2bn9deh6m5djez','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3y0kpbc25h0n736ddhar','default','2024-11-30T19:32:42.131Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','workflow.changed','01m8pz3xvj2t2bn9deh6m5djez','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3y0s97jg9wjv41nkyvt8','default','2024-11-30T19:32:42.137Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','workflow.published','01m8pz3xvj2t2bn9deh6m5djez','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3y0w9dvszecxb4qar7c5','default','2024-11-30T19:32:42.140Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.started','01m8pz3xvj2t2bn9deh6m5djez','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3y1z93k75g80f5cawqkj','default','2024-11-30T19:32:42.175Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.started','01m8pz3xw8a7zekejcfrr7r567','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3y4hcjt8t2jbrd3sdj3t','default','2024-11-30T19:32:42.257Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.started','01m8pz3xx9vk7c0552ppe9x6f0','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3y5n6ewv0n0tkcrgj4sw','default','2024-11-30T19:32:42.293Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.retried','01m8pz3y4g676wy02hbhnqngye','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3y6rjhp2fehqjb4r9jhy','default','2024-11-30T19:32:42.328Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.started','01m8pz3xwwm8tx685n9gjjjmxq','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3y7v6d6agw63z34trz2w','default','2024-11-30T19:32:42.363Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.cancelled','01m8pz3y6qw1pyv8q077sgat8b','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3y80r0zm396mcpk41yhe','default','2024-11-30T19:32:42.368Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.started','01m8pz3xwwm8tx685n9gjjjmxq','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3y94qbkd90fjtkg3hvze','default','2024-11-30T19:32:42.404Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.resumed','01m8pz3y80v60x79wdhe4jsasx','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3ya6bn42rj04zc4m7cbe','default','2024-11-30T19:32:42.438Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.started','01m8pz3xwwm8tx685n9gjjjmxq','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3yb6es3fzmjyza1gn9ne','default','2024-11-30T19:32:42.470Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.started','01m8pz3xxhcrj1km8esxen9c8w','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3yc8f13p6embjap55pv4','default','2024-11-30T19:32:42.504Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','dashboard.created','01m8pz3yc6q25z1hn98y04s414','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3ycb74hs4tpvhshhtthe','default','2024-11-30T19:32:42.507Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.started','01m8pz3xvx9xdbgfhm7x3z88er','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3ycr3644q2k5fngqss75','default','2024-11-30T19:32:42.520Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.started','01m8pz3xwmk10mke5mk0zqavy3','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8pz3yfjcxbn38b379qcxkvx','default','2024-11-30T19:32:42.610Z','user','01m8pz3xkbhzzetypbrardcv7y','ana@example.com','execution.started','01m8pz3xvj2t2bn9deh6m5djez','127.0.0.1',NULL);
CREATE TABLE `invitations` (
	`digest` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`email` text,
	`role` text NOT NULL,
	`expiresAt` text NOT NULL
);
INSERT INTO invitations VALUES('8XdLdBL3rsw4E4zoXwliTwHnoNMm2Oy0PnkRxcxOZCk','default','ben@example.com','editor','2026-12-07T19:32:41.938Z');
CREATE TABLE `members` (
	`organizationId` text NOT NULL,
	`userId` text NOT NULL,
	`role` text NOT NULL,
	`createdAt` text NOT NULL,
	PRIMARY KEY(`organizationId`, `userId`),
	FOREIGN KEY (`organizationId`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO members VALUES('default','01m8pz3xkbhzzetypbrardcv7y','owner','2024-11-30T19:32:41.922Z');
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO organizations VALUES('default','Default','2024-11-30T19:32:41.922Z');
CREATE TABLE `sessions` (
	`digest` text PRIMARY KEY NOT NULL,
	`userId` text NOT NULL,
	`organizationId` text NOT NULL,
	`createdAt` text NOT NULL,
	`expiresAt` text NOT NULL,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO sessions VALUES('Gl2vKv_qG9ipGy2IsQca-Mb3P0nldg3SWfU7fMXWBFc','01m8pz3xkbhzzetypbrardcv7y','default','2024-11-30T19:32:41.923Z','2026-12-14T19:32:41.923Z');
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`passwordHash` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO users VALUES('01m8pz3xkbhzzetypbrardcv7y','ana@example.com','ana','$scrypt$ln=15,r=8,p=3$c0OQAGrGo0apM53fUrynjA$vvKUXAkFfngj3PgeVXxJI76Lw95jp99UhXq7OKUlsjw','2024-11-30T19:32:41.922Z');
CREATE TABLE `credentials` (
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`organizationId`, `name`)
);
INSERT INTO credentials VALUES('default','shop','bearer','2024-11-30T19:32:41.948Z','2024-11-30T19:32:41.948Z','c1.S7Bvjk46.K3_V7u9lL2t7rQEp893NXrsnRgiSwAomQscWR7y5bIPA2-6WlyR6o4M59g4WgASaCM15fPHVMNq9yonHu1RvWLMTDH77QyWOoLV05hhUOFr_E0EEiGjA97ovv02FyikM3Q4');
CREATE TABLE `embed_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`sealed` text NOT NULL
);
INSERT INTO embed_keys VALUES('01m8pz3xv2dst099hbvf19dc25','default','Partner','2024-11-30T19:32:41.954Z','c1.S7Bvjk46.LTQX47egzEcb-P-8gFX4-CwWj93qG9QcnIDtMp2X4bwiBkCFKKhOt_5lHMYHekfJWvBeKEoMWy4W0T_26d--93PvJxmNNgmSeA_z');
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
INSERT INTO dashboards VALUES('default','01m8pz3yc6q25z1hn98y04s414','Sales',1,1,'2024-11-30T19:32:42.502Z','2024-11-30T19:32:42.502Z',NULL,'{"range":"7d","widgets":[{"id":"runs","type":"stat","title":"Runs","x":0,"y":1,"w":3,"h":2,"options":{},"source":{"kind":"executions","measure":"count","groupBy":null,"splitBy":null,"workflowIds":[],"statuses":[],"triggers":[],"limit":100}}]}');
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
CREATE INDEX `dashboards_by_update` ON `dashboards` (`organizationId`,`updatedAt`,`id`);
CREATE UNIQUE INDEX `dashboards_by_link` ON `dashboards` (`shareDigest`);
CREATE INDEX `executions_counted` ON `workflow_executions` (`organizationId`,`createdAt`,`status`,`workflowId`,`triggerType`,`activeMs`) WHERE "completedAt" IS NOT NULL;
COMMIT;
