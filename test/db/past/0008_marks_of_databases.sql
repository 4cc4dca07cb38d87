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
INSERT INTO execution_logs VALUES('01m8qaead43j5dy3ygqvxkm233',1,'start','trigger','start','completed',1,1.0,'2024-11-30T22:50:36.846Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qaead43j5dy3ygqvxkm233',2,'wait','delay','wait','waiting',1,NULL,'2024-11-30T22:50:36.846Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits until 2024-11-30T22:50:44.846Z","wait":"delay","until":"2024-11-30T22:50:44.846Z","state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qaeaehs6eyhyf9dhks7dw3',1,'start','trigger','start','completed',1,0.0,'2024-11-30T22:50:36.884Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{"a":1,"who":"Ána"}');
INSERT INTO execution_logs VALUES('01m8qaeaehs6eyhyf9dhks7dw3',2,'add','addField','add','completed',1,1.0,'2024-11-30T22:50:36.884Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8qaeaehs6eyhyf9dhks7dw3',3,'out','output','out','completed',1,0.0,'2024-11-30T22:50:36.884Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"a":1,"who":"Ána","greeting":"hello"}');
INSERT INTO execution_logs VALUES('01m8qaeahcb9tyvyjpesc5jhgy',1,'start','trigger','start','completed',1,0.0,'2024-11-30T22:50:36.973Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17011,'{"success":true,"message":"Begun"}',NULL,'{"text":"'||printf('%.17000c','x')||'"}');
INSERT INTO execution_logs VALUES('01m8qaeahcb9tyvyjpesc5jhgy',2,'add','addField','add','completed',1,0.0,'2024-11-30T22:50:36.973Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"\"greeting\" is set"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8qaeahcb9tyvyjpesc5jhgy',3,'out','output','out','completed',1,0.0,'2024-11-30T22:50:36.973Z',NULL,NULL,NULL,'{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',17033,'{"success":true,"message":"Result"}',NULL,'{"text":"'||printf('%.17000c','x')||'","greeting":"good day"}');
INSERT INTO execution_logs VALUES('01m8qaeak99h6b8zxce6rr4hyc',1,'start','trigger','start','completed',1,0.0,'2024-11-30T22:50:37.040Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qaeak99h6b8zxce6rr4hyc',2,'get','http','get','running',1,NULL,'2024-11-30T22:50:37.040Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8qaeak99h6b8zxce6rr4hyc',3,'get','http','get','completed',1,295.0,'2024-11-30T22:50:37.335Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"HTTP GET http://stub.test/ok - Status 200","statusCode":200,"headers":{"content-type":"application/json","date":"Mon, 30 Nov 2026 22:50:37 GMT","content-length":"12"}}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8qaeak99h6b8zxce6rr4hyc',4,'check','condition','check','completed',1,0.0,'2024-11-30T22:50:37.336Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"\"price > 10\" was true","conditionResult":true}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8qaeak99h6b8zxce6rr4hyc',5,'out','output','out','completed',1,0.0,'2024-11-30T22:50:37.336Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"price":12}');
INSERT INTO execution_logs VALUES('01m8qaeaxd0v9xdxyt1bxg6h5v',1,'start','trigger','start','completed',1,0.0,'2024-11-30T22:50:37.358Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qaeaxd0v9xdxyt1bxg6h5v',2,'bad','addField','bad','error',1,2.0,'2024-11-30T22:50:37.360Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qaeaxd0v9xdxyt1bxg6h5v',3,'out','output','out','cancelled',1,NULL,'2024-11-30T22:50:37.360Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qaeaxq37yvek6ngh2pqr43',1,'start','trigger','start','completed',1,0.0,'2024-11-30T22:50:37.368Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun","reusedFrom":"01m8qaeaxd0v9xdxyt1bxg6h5v"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qaeaxq37yvek6ngh2pqr43',2,'bad','addField','bad','error',1,0.0,'2024-11-30T22:50:37.369Z','Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.',NULL,NULL,NULL,NULL,'{"success":false,"message":"Expected a value at \"nowhere\" in the template \"{{ nowhere.to.be.found }}\", found none. Add \"| default: …\" if it may be missing.","code":"template"}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qaeaxq37yvek6ngh2pqr43',3,'out','output','out','cancelled',1,NULL,'2024-11-30T22:50:37.369Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qaeay60n9w13ggh9dnw7xb',1,'start','trigger','start','completed',1,0.0,'2024-11-30T22:50:37.383Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qaeay60n9w13ggh9dnw7xb',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T22:50:37.383Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qaeay60n9w13ggh9dnw7xb',3,'ask','humanApproval','ask','cancelled',1,NULL,'2024-11-30T22:50:37.391Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qaeay60n9w13ggh9dnw7xb',4,'out','output','out','cancelled',1,NULL,'2024-11-30T22:50:37.391Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qaeayj5jfnvndmn6me9xm4',1,'start','trigger','start','completed',1,0.0,'2024-11-30T22:50:37.399Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qaeayj5jfnvndmn6me9xm4',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T22:50:37.399Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qaeayj5jfnvndmn6me9xm4',3,'ask','humanApproval','ask','completed',1,0.0,'2024-11-30T22:50:37.412Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Approved","conditionResult":true,"approved":true}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8qaeayj5jfnvndmn6me9xm4',4,'out','output','out','completed',1,0.0,'2024-11-30T22:50:37.412Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Result"}',NULL,'{"by":"Ana"}');
INSERT INTO execution_logs VALUES('01m8qaeazz5pbkdqqe0ay6j3f2',1,'start','trigger','start','completed',1,0.0,'2024-11-30T22:50:37.440Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qaeazz5pbkdqqe0ay6j3f2',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T22:50:37.440Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qaeb0bdxb1bjr58ehq5wfw',1,'start','trigger','start','completed',1,0.0,'2024-11-30T22:50:37.452Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qaeb0bdxb1bjr58ehq5wfw',2,'child','executeWorkflow','child','running',1,NULL,'2024-11-30T22:50:37.452Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8qaeb0bdxb1bjr58ehq5wfw',3,'child','executeWorkflow','child','waiting',1,NULL,'2024-11-30T22:50:37.458Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Waits for execution 1ee12942756b88fd815e9ae06b","wait":"child","until":null,"state":{"childId":"1ee12942756b88fd815e9ae06b"}}',NULL,NULL);
INSERT INTO execution_logs VALUES('1ee12942756b88fd815e9ae06b',1,'start','trigger','start','completed',1,0.0,'2024-11-30T22:50:37.461Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('1ee12942756b88fd815e9ae06b',2,'ask','humanApproval','ask','waiting',1,NULL,'2024-11-30T22:50:37.461Z',NULL,NULL,NULL,NULL,NULL,'{"message":"Go on?","wait":"approval","until":null,"state":{}}',NULL,NULL);
INSERT INTO execution_logs VALUES('01m8qaeb1d8f2raqwqefvfy61s',1,'start','trigger','start','completed',1,0.0,'2024-11-30T22:50:37.488Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qaeb1d8f2raqwqefvfy61s',2,'get','http','get','running',1,NULL,'2024-11-30T22:50:37.488Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
INSERT INTO execution_logs VALUES('01m8qaeb279t2xk8cey7nr0vw0',1,'start','trigger','start','completed',1,0.0,'2024-11-30T22:50:37.511Z',NULL,NULL,NULL,NULL,NULL,'{"success":true,"message":"Begun"}',NULL,'{}');
INSERT INTO execution_logs VALUES('01m8qaeb279t2xk8cey7nr0vw0',2,'model','llm','model','running',1,NULL,'2024-11-30T22:50:37.511Z',NULL,NULL,NULL,NULL,NULL,NULL,'{}',NULL);
CREATE TABLE `execution_signals` (
	`executionId` text NOT NULL,
	`kind` text NOT NULL,
	`nodeId` text NOT NULL,
	`createdAt` text NOT NULL,
	`payload` text,
	PRIMARY KEY(`executionId`, `kind`, `nodeId`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_signals VALUES('01m8qaeay60n9w13ggh9dnw7xb','cancel','','2024-11-30T22:50:37.388Z',NULL);
INSERT INTO execution_signals VALUES('01m8qaeayj5jfnvndmn6me9xm4','resume','ask','2024-11-30T22:50:37.406Z','{"approved":true,"data":{"by":"Ana"}}');
CREATE TABLE `execution_tokens` (
	`executionId` text NOT NULL,
	`nodeId` text NOT NULL,
	`attempt` integer NOT NULL,
	`offset` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`executionId`, `nodeId`, `attempt`, `offset`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_tokens VALUES('01m8qaeb279t2xk8cey7nr0vw0','model',1,0,'Once ');
INSERT INTO execution_tokens VALUES('01m8qaeb279t2xk8cey7nr0vw0','model',1,5,'upon ');
INSERT INTO execution_tokens VALUES('01m8qaeb279t2xk8cey7nr0vw0','model',1,10,'a ');
CREATE TABLE `schedules` (
	`workflowId` text NOT NULL,
	`nodeId` text NOT NULL,
	`organizationId` text NOT NULL,
	`spec` text NOT NULL,
	`nextAt` text NOT NULL,
	PRIMARY KEY(`workflowId`, `nodeId`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO schedules VALUES('01m8qaeabgz3q4ab3papjr7as9','tick','default','{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}','2027-01-01T02:00:00.000Z');
CREATE TABLE `webhook_tokens` (
	`workflowId` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`digest` text NOT NULL,
	`createdAt` text NOT NULL,
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO webhook_tokens VALUES('01m8qaeaafjc5ppq0806nqz9tf','default','cd0e2ac784db600b2acbb04084fcc9e852627e17efed0e70f21729fb4bcdcae4','2024-11-30T22:50:36.808Z');
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
INSERT INTO workflow_executions VALUES('01m8qaead43j5dy3ygqvxkm233','01m8qaea796qt8vwh027cq2373','default','waiting','wait','2024-11-30T22:50:36.836Z','2024-11-30T22:50:36.837Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,'2024-11-30T22:50:44.846Z',2,1,3,1,0,0,2,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qaeaehs6eyhyf9dhks7dw3','01m8qaea1yzm39r0hjj8704vr8','default','completed','out','2024-11-30T22:50:36.881Z','2024-11-30T22:50:36.881Z','2024-11-30T22:50:36.884Z',1,'api',NULL,10,'once','e515158e144a938360fa90e38ecbae49c378fca0189de161bb8f2aaab79f0990',1,NULL,NULL,NULL,3,1,3,3,0,0,1,NULL,NULL,NULL,0,NULL,'{"a":1,"who":"Ána"}','{"start":{"success":true,"message":"Begun","outputData":{"a":1,"who":"Ána"}},"add":{"success":true,"message":"\"greeting\" is set","outputData":{"a":1,"who":"Ána","greeting":"hello"}},"out":{"success":true,"message":"Result","outputData":{"a":1,"who":"Ána","greeting":"hello"}}}','{"a":1,"who":"Ána","greeting":"hello"}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qaeahcb9tyvyjpesc5jhgy','01m8qaea1yzm39r0hjj8704vr8','default','completed','out','2024-11-30T22:50:36.972Z','2024-11-30T22:50:36.972Z','2024-11-30T22:50:36.973Z',2,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,1,3,3,0,0,0,NULL,NULL,NULL,0,NULL,'{"$inputs":"execution_inputs"}','{"start":{"$log":1},"add":{"$log":2},"out":{"$log":3}}','{"$log":3}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qaeak99h6b8zxce6rr4hyc','01m8qaea3raf0fbk4z7am08q8t','default','completed','out','2024-11-30T22:50:37.033Z','2024-11-30T22:50:37.033Z','2024-11-30T22:50:37.336Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,5,2,4,4,0,0,296,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"get":{"$log":3},"check":{"success":true,"message":"\"price > 10\" was true","conditionResult":true,"outputData":{"price":12}},"out":{"success":true,"message":"Result","outputData":{"price":12}}}','{"price":12}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qaeaxd0v9xdxyt1bxg6h5v','01m8qaea8pa5gcegpyhjgky4hx','default','failed','bad','2024-11-30T22:50:37.357Z','2024-11-30T22:50:37.357Z','2024-11-30T22:50:37.360Z',1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,1,3,1,1,0,2,NULL,NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","outputData":{}},"bad":{"$log":2}}',NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qaeaxq37yvek6ngh2pqr43','01m8qaea8pa5gcegpyhjgky4hx','default','failed','bad','2024-11-30T22:50:37.367Z','2024-11-30T22:50:37.367Z','2024-11-30T22:50:37.369Z',1,'api',NULL,10,'retry:01m8qaeaxd0v9xdxyt1bxg6h5v:','44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',1,NULL,NULL,NULL,3,1,3,1,1,0,0,'01m8qaeaxd0v9xdxyt1bxg6h5v',NULL,NULL,0,'Expected a value at "nowhere" in the template "{{ nowhere.to.be.found }}", found none. Add "| default: …" if it may be missing.','{}','{"start":{"success":true,"message":"Begun","reusedFrom":"01m8qaeaxd0v9xdxyt1bxg6h5v","outputData":{}},"bad":{"$log":2}}',NULL,NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8qaeay60n9w13ggh9dnw7xb','01m8qaea672phgvjkb8kghjfqd','default','cancelled','ask','2024-11-30T22:50:37.382Z','2024-11-30T22:50:37.382Z','2024-11-30T22:50:37.391Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,4,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}}}',NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qaeayj5jfnvndmn6me9xm4','01m8qaea672phgvjkb8kghjfqd','default','completed','out','2024-11-30T22:50:37.394Z','2024-11-30T22:50:37.394Z','2024-11-30T22:50:37.412Z',1,'api',NULL,10,NULL,NULL,2,NULL,NULL,NULL,4,4,3,3,0,0,0,NULL,NULL,NULL,0,NULL,'{}','{"start":{"success":true,"message":"Begun","outputData":{}},"ask":{"success":true,"message":"Approved","conditionResult":true,"approved":true,"outputData":{"by":"Ana"}},"out":{"success":true,"message":"Result","outputData":{"by":"Ana"}}}','{"by":"Ana"}','user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qaeazz5pbkdqqe0ay6j3f2','01m8qaea672phgvjkb8kghjfqd','default','waiting','ask','2024-11-30T22:50:37.439Z','2024-11-30T22:50:37.439Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,2,1,3,1,0,0,1,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qaeb0bdxb1bjr58ehq5wfw','01m8qaea98jtn28ecge70xb644','default','waiting','child','2024-11-30T22:50:37.451Z','2024-11-30T22:50:37.451Z',NULL,1,'api',NULL,10,NULL,NULL,1,NULL,NULL,NULL,3,2,3,1,0,0,7,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('1ee12942756b88fd815e9ae06b','01m8qaea672phgvjkb8kghjfqd','default','waiting','ask','2024-11-30T22:50:37.454Z','2024-11-30T22:50:37.458Z',NULL,1,'subworkflow',NULL,5,NULL,NULL,1,NULL,NULL,NULL,2,3,3,1,0,0,0,NULL,'01m8qaeb0bdxb1bjr58ehq5wfw','child',1,NULL,'{"start":{}}',NULL,NULL,NULL,NULL);
INSERT INTO workflow_executions VALUES('01m8qaeb1d8f2raqwqefvfy61s','01m8qaea2ttv9f4y45jxexyh54','default','running','get','2024-11-30T22:50:37.485Z','2024-11-30T22:50:37.485Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:5051:01M8QAE86MPDSFFYN29H7XDKGW','2024-11-30T22:51:07.485Z',NULL,2,1,3,1,0,0,0,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qaeb279t2xk8cey7nr0vw0','01m8qaea4rvmcheefk9pfkvbyb','default','running','model','2024-11-30T22:50:37.511Z','2024-11-30T22:50:37.511Z',NULL,1,'api',NULL,10,NULL,NULL,1,'vm:5051:01M8QAE86MPDSFFYN29H7XDKGW','2024-11-30T22:51:07.511Z',NULL,2,4,3,1,0,0,1176,NULL,NULL,NULL,0,NULL,'{}',NULL,NULL,'user:ana@example.com',NULL);
INSERT INTO workflow_executions VALUES('01m8qaebcbghmejfm5pbgkq8q0','01m8qaea1yzm39r0hjj8704vr8','default','pending',NULL,'2024-11-30T22:50:37.835Z',NULL,NULL,2,'api',NULL,10,NULL,NULL,0,NULL,NULL,NULL,0,1,3,0,0,0,0,NULL,NULL,NULL,0,NULL,'{"later":true}',NULL,NULL,'user:ana@example.com','2024-11-30T22:50:37.835Z');
CREATE TABLE `workflow_revisions` (
	`workflowId` text NOT NULL,
	`revision` integer NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`definition` text NOT NULL,
	PRIMARY KEY(`workflowId`, `revision`),
	FOREIGN KEY (`workflowId`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO workflow_revisions VALUES('01m8qaea1yzm39r0hjj8704vr8',1,'Quick','2024-11-30T22:50:36.478Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"hello"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qaea2ttv9f4y45jxexyh54',1,'Slow','2024-11-30T22:50:36.506Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/json"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qaea3raf0fbk4z7am08q8t',1,'Calls','2024-11-30T22:50:36.537Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"get","type":"http","label":"get","config":{"httpUrl":"http://stub.test/ok"}},{"id":"check","type":"condition","label":"check","config":{"conditionField":"price","conditionOperator":"greaterThan","conditionValue":10}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"get"},{"fromNodeId":"get","toNodeId":"check"},{"fromNodeId":"check","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qaea4rvmcheefk9pfkvbyb',1,'Writes','2024-11-30T22:50:36.568Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"model","type":"llm","label":"model","config":{"llmPrompt":"Tell me a story","model":"stub"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"model"},{"fromNodeId":"model","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qaea672phgvjkb8kghjfqd',1,'Asks','2024-11-30T22:50:36.615Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"ask","type":"humanApproval","label":"ask","config":{"message":"Go on?"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"ask"},{"fromNodeId":"ask","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qaea796qt8vwh027cq2373',1,'Waits','2024-11-30T22:50:36.649Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"wait","type":"delay","label":"wait","config":{"ms":8000}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"wait"},{"fromNodeId":"wait","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qaea8pa5gcegpyhjgky4hx',1,'Fails','2024-11-30T22:50:36.694Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"bad","type":"addField","label":"bad","config":{"fieldName":"v","fieldValue":"{{ nowhere.to.be.found }}"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"bad"},{"fromNodeId":"bad","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qaea98jtn28ecge70xb644',1,'Parent','2024-11-30T22:50:36.713Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"child","type":"executeWorkflow","label":"child","config":{"workflowId":"01m8qaea672phgvjkb8kghjfqd"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"child"},{"fromNodeId":"child","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qaeaafjc5ppq0806nqz9tf',1,'Hooked','2024-11-30T22:50:36.751Z','{"nodes":[{"id":"hook","type":"webhook","label":"hook","config":{}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"hook","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qaeabgz3q4ab3papjr7as9',1,'Ticks','2024-11-30T22:50:36.784Z','{"nodes":[{"id":"tick","type":"trigger","label":"tick","config":{"triggerType":"scheduled","scheduleType":"cron","cron":"0 3 1 1 *","timezone":"Europe/Madrid"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"tick","toNodeId":"out"}],"settings":{}}');
INSERT INTO workflow_revisions VALUES('01m8qaea1yzm39r0hjj8704vr8',2,'Quick','2024-11-30T22:50:36.927Z','{"nodes":[{"id":"start","type":"trigger","label":"start","config":{}},{"id":"add","type":"addField","label":"add","config":{"fieldName":"greeting","fieldValue":"good day"}},{"id":"out","type":"output","label":"out","config":{}}],"connections":[{"fromNodeId":"start","toNodeId":"add"},{"fromNodeId":"add","toNodeId":"out"}],"settings":{}}');
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
INSERT INTO workflows VALUES('01m8qaea1yzm39r0hjj8704vr8','default','Quick','[]',2,2,3,NULL,'2024-11-30T22:50:36.478Z','2024-11-30T22:50:36.943Z',NULL,2);
INSERT INTO workflows VALUES('01m8qaea2ttv9f4y45jxexyh54','default','Slow','[]',1,1,3,NULL,'2024-11-30T22:50:36.506Z','2024-11-30T22:50:36.506Z',NULL,1);
INSERT INTO workflows VALUES('01m8qaea3raf0fbk4z7am08q8t','default','Calls','[]',1,1,4,NULL,'2024-11-30T22:50:36.537Z','2024-11-30T22:50:36.537Z',NULL,1);
INSERT INTO workflows VALUES('01m8qaea4rvmcheefk9pfkvbyb','default','Writes','[]',1,1,3,NULL,'2024-11-30T22:50:36.568Z','2024-11-30T22:50:36.568Z',NULL,1);
INSERT INTO workflows VALUES('01m8qaea672phgvjkb8kghjfqd','default','Asks','[]',1,1,3,NULL,'2024-11-30T22:50:36.615Z','2024-11-30T22:50:36.615Z',NULL,1);
INSERT INTO workflows VALUES('01m8qaea796qt8vwh027cq2373','default','Waits','[]',1,1,3,NULL,'2024-11-30T22:50:36.649Z','2024-11-30T22:50:36.649Z',NULL,1);
INSERT INTO workflows VALUES('01m8qaea8pa5gcegpyhjgky4hx','default','Fails','[]',1,1,3,NULL,'2024-11-30T22:50:36.694Z','2024-11-30T22:50:36.694Z',NULL,1);
INSERT INTO workflows VALUES('01m8qaea98jtn28ecge70xb644','default','Parent','[]',1,1,3,NULL,'2024-11-30T22:50:36.713Z','2024-11-30T22:50:36.713Z',NULL,1);
INSERT INTO workflows VALUES('01m8qaeaafjc5ppq0806nqz9tf','default','Hooked','[]',1,1,2,NULL,'2024-11-30T22:50:36.751Z','2024-11-30T22:50:36.751Z',NULL,1);
INSERT INTO workflows VALUES('01m8qaeabgz3q4ab3papjr7as9','default','Ticks','[]',1,1,2,NULL,'2024-11-30T22:50:36.784Z','2024-11-30T22:50:36.784Z',NULL,1);
CREATE TABLE `execution_inputs` (
	`executionId` text PRIMARY KEY NOT NULL,
	`inputs` text NOT NULL,
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO execution_inputs VALUES('01m8qaeahcb9tyvyjpesc5jhgy','{"text":"'||printf('%.17000c','x')||'"}');
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
INSERT INTO api_tokens VALUES('01m8qae9c0ebsgg646j5trngyw','default','CI','tksLrDnv6KXDNgIhMGmOqXj_jJgg-pwQzf1jnZ4Qv7k','["read","run"]','ana@example.com','2024-11-30T22:50:35.776Z',NULL,NULL);
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
INSERT INTO audit_events VALUES('01m8qae93x1b7vwer56qsda13t','default','2024-11-30T22:50:35.517Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','account.setup',NULL,'127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qae986dr3zc1whwrdgjw8c','default','2024-11-30T22:50:35.654Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','member.invited','ben@example.com','127.0.0.1','{"role":"editor"}');
INSERT INTO audit_events VALUES('01m8qae9c23k1q50wcaqzhp85q','default','2024-11-30T22:50:35.778Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','token.created','01m8qae9c0ebsgg646j5trngyw','127.0.0.1','{"name":"CI","scopes":["read","run"]}');
INSERT INTO audit_events VALUES('01m8qae9cmy9270y05g3jg2y0e','default','2024-11-30T22:50:35.796Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','credential.created','shop','127.0.0.1','{"kind":"bearer","hosts":["127.0.0.1"]}');
INSERT INTO audit_events VALUES('01m8qae9d4te4tvhsjtdkrz3j5','default','2024-11-30T22:50:35.812Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','embed.key','01m8qae9czs1cxptmvse1zv0n7','127.0.0.1','{"name":"Partner"}');
INSERT INTO audit_events VALUES('01m8qae9dn445nw5hg7hzkbc2p','default','2024-11-30T22:50:35.829Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','dashboard.created','01m8qae9dc45zpz7hv421hmm3f','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaea1mrg97ekf863z2mrs2','default','2024-11-30T22:50:36.468Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','database.created','01m8qae9e0z9qkt9cm2z6hjp6b','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaea27tv6hd3s126jqrj19','default','2024-11-30T22:50:36.487Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','workflow.created','01m8qaea1yzm39r0hjj8704vr8','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaea30g5dsetk18q0zk2vv','default','2024-11-30T22:50:36.512Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','workflow.created','01m8qaea2ttv9f4y45jxexyh54','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaea3ydwn2fxdwc6k9m6pg','default','2024-11-30T22:50:36.542Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','workflow.created','01m8qaea3raf0fbk4z7am08q8t','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaea5jgvpxskvaaj18vqd3','default','2024-11-30T22:50:36.594Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','workflow.created','01m8qaea4rvmcheefk9pfkvbyb','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaea6jwja0s4yt6yc2mqye','default','2024-11-30T22:50:36.626Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','workflow.created','01m8qaea672phgvjkb8kghjfqd','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaea7rz36hvw5b8nr0ck1r','default','2024-11-30T22:50:36.664Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','workflow.created','01m8qaea796qt8vwh027cq2373','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaea8zyp1ar20aw40pd74f','default','2024-11-30T22:50:36.703Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','workflow.created','01m8qaea8pa5gcegpyhjgky4hx','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaea9v19qgtamscrz67kxn','default','2024-11-30T22:50:36.731Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','workflow.created','01m8qaea98jtn28ecge70xb644','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeab2jhh228dccjhkjcz0','default','2024-11-30T22:50:36.770Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','workflow.created','01m8qaeaafjc5ppq0806nqz9tf','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeabw0mwawxm8yyxk5kjr','default','2024-11-30T22:50:36.796Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','workflow.created','01m8qaeabgz3q4ab3papjr7as9','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeacmr059ejmmhp6zamdt','default','2024-11-30T22:50:36.820Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','webhook.token','01m8qaeaafjc5ppq0806nqz9tf','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeadjh5vkhg4j9eb1te5j','default','2024-11-30T22:50:36.850Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.started','01m8qaea796qt8vwh027cq2373','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeafa4k7756220y2zbszq','default','2024-11-30T22:50:36.906Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.started','01m8qaea1yzm39r0hjj8704vr8','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeag11x366pbsfy4191by','default','2024-11-30T22:50:36.929Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','workflow.changed','01m8qaea1yzm39r0hjj8704vr8','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeagtzb0csxgwm5bfvm8v','default','2024-11-30T22:50:36.954Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','workflow.published','01m8qaea1yzm39r0hjj8704vr8','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeahreh77yhvam8kxzq7t','default','2024-11-30T22:50:36.984Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.started','01m8qaea1yzm39r0hjj8704vr8','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeavqb19ndpaz27h9k2b7','default','2024-11-30T22:50:37.303Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.started','01m8qaea3raf0fbk4z7am08q8t','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeaxh2rjg4g5wk2yr2mmg','default','2024-11-30T22:50:37.361Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.started','01m8qaea8pa5gcegpyhjgky4hx','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeaxwsggz8dc0rt0de6aq','default','2024-11-30T22:50:37.372Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.retried','01m8qaeaxd0v9xdxyt1bxg6h5v','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeay8en1nf5wt5mqa89wc','default','2024-11-30T22:50:37.384Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.started','01m8qaea672phgvjkb8kghjfqd','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeayfvbxkafr7grw3431c','default','2024-11-30T22:50:37.391Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.cancelled','01m8qaeay60n9w13ggh9dnw7xb','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeayr7z9ddjdq6hway120','default','2024-11-30T22:50:37.400Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.started','01m8qaea672phgvjkb8kghjfqd','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeaz1bbj1yrjwq9k3prmx','default','2024-11-30T22:50:37.409Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.resumed','01m8qaeayj5jfnvndmn6me9xm4','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeb05vd91cq0865n0ax9r','default','2024-11-30T22:50:37.445Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.started','01m8qaea672phgvjkb8kghjfqd','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeb0dt13pn1j2vge2bhbm','default','2024-11-30T22:50:37.453Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.started','01m8qaea98jtn28ecge70xb644','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeb1n6gzrkw5swqvw5khk','default','2024-11-30T22:50:37.493Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.started','01m8qaea2ttv9f4y45jxexyh54','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaeb9kfmccsc50hkp5zzsq','default','2024-11-30T22:50:37.747Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.started','01m8qaea4rvmcheefk9pfkvbyb','127.0.0.1',NULL);
INSERT INTO audit_events VALUES('01m8qaebctf8gj0wv8d0500pjk','default','2024-11-30T22:50:37.850Z','user','01m8qae8ebx1k739f9qtqab9gz','ana@example.com','execution.started','01m8qaea1yzm39r0hjj8704vr8','127.0.0.1',NULL);
CREATE TABLE `invitations` (
	`digest` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`email` text,
	`role` text NOT NULL,
	`expiresAt` text NOT NULL
);
INSERT INTO invitations VALUES('dMs49lkT2XBLiMD5UxEJN7K6hu6sYuwZK8EbpycrTr4','default','ben@example.com','editor','2026-12-07T22:50:35.628Z');
CREATE TABLE `members` (
	`organizationId` text NOT NULL,
	`userId` text NOT NULL,
	`role` text NOT NULL,
	`createdAt` text NOT NULL,
	PRIMARY KEY(`organizationId`, `userId`),
	FOREIGN KEY (`organizationId`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO members VALUES('default','01m8qae8ebx1k739f9qtqab9gz','owner','2024-11-30T22:50:35.505Z');
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO organizations VALUES('default','Default','2024-11-30T22:50:35.505Z');
CREATE TABLE `sessions` (
	`digest` text PRIMARY KEY NOT NULL,
	`userId` text NOT NULL,
	`organizationId` text NOT NULL,
	`createdAt` text NOT NULL,
	`expiresAt` text NOT NULL,
	FOREIGN KEY (`userId`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO sessions VALUES('G62FgP0RYpg-cOEqxx7xePD7pi7SdCed0bvnwv_B8F4','01m8qae8ebx1k739f9qtqab9gz','default','2024-11-30T22:50:35.514Z','2026-12-14T22:50:35.514Z');
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`passwordHash` text NOT NULL,
	`createdAt` text NOT NULL
);
INSERT INTO users VALUES('01m8qae8ebx1k739f9qtqab9gz','ana@example.com','ana','$scrypt$ln=15,r=8,p=3$wCwR324eTYIVICXQBVXtLQ$wlxhUdA+2it2ATLWOtyf7aJW1B9ICUgiFf0NcV1QCRo','2024-11-30T22:50:35.505Z');
CREATE TABLE `credentials` (
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`createdAt` text NOT NULL,
	`updatedAt` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`organizationId`, `name`)
);
INSERT INTO credentials VALUES('default','shop','bearer','2024-11-30T22:50:35.792Z','2024-11-30T22:50:35.792Z','c1.S7Bvjk46.Axrxn8L-4_mjhcXh_CdYmfEONgnb01GpgPBxbdX19tOiN5oP4dxotrgZlt7JSLZmJvefw-rcbwlGqSVybfpOuBP2q7F5bIYqMHwhhfJVoVCPzfcyZNmwgxnIu6jqu_FOLms');
CREATE TABLE `embed_keys` (
	`kid` text PRIMARY KEY NOT NULL,
	`organizationId` text NOT NULL,
	`name` text NOT NULL,
	`createdAt` text NOT NULL,
	`sealed` text NOT NULL
);
INSERT INTO embed_keys VALUES('01m8qae9czs1cxptmvse1zv0n7','default','Partner','2024-11-30T22:50:35.807Z','c1.S7Bvjk46.q79LRq0BriBUbcUSKBxtjhGnKsoy8GUSNbxv9Y1-y-Jg22E2RRCZTUk88W6rhOJYWv73TZbjK2tqkRxpPvgqZuKK5WMcsRSuKAq_');
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
INSERT INTO dashboards VALUES('default','01m8qae9dc45zpz7hv421hmm3f','Sales',1,1,'2024-11-30T22:50:35.820Z','2024-11-30T22:50:35.820Z',NULL,'{"range":"7d","widgets":[{"id":"runs","type":"stat","title":"Runs","x":0,"y":1,"w":3,"h":2,"options":{},"source":{"kind":"executions","measure":"count","groupBy":null,"splitBy":null,"workflowIds":[],"statuses":[],"triggers":[],"limit":100}}]}');
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
INSERT INTO databases VALUES('01m8qae9e0z9qkt9cm2z6hjp6b','default','Orders','',1,2,3,0,'2024-11-30T22:50:35.840Z','2024-11-30T22:50:35.840Z',NULL,'[{"name":"Title","type":"text","key":"title","slot":1},{"name":"Price","type":"number","key":"price","slot":2}]',0);
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
