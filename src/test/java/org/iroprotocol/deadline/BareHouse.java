package org.iroprotocol.deadline;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.EnglishCalendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.ApplicationTypes;
import org.iroprotocol.casefile.CaseChange;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.Proceedings;
import org.iroprotocol.engine.TimerParts;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A bare engine in memory with the register, the optional timers, tables and case events a test sets itself. */
final class BareHouse implements AutoCloseable {

    static final String CASE = "D-1";

    final AnnotationConfigApplicationContext context;
    final RuntimeService runtime;
    final TaskService tasks;
    final ManagementService jobs;
    final RepositoryService repository;
    final HistoryService history;
    final IdentityService identity;
    final Events events;
    final Told told;
    final InMemoryTables tables;
    final DeadlineRegister register;
    final JdbcClient jdbc;
    final TransactionTemplate transaction;

    BareHouse() {
        context = new AnnotationConfigApplicationContext();
        context.register(TimerParts.components().toArray(Class<?>[]::new));
        context.register(Parts.class, Rows.class, Rules.class, Facts.class, CriticalDates.class, ApplicationTypes.class,
                Settings.class, Register.class, Deadlines.class, Events.class, EnglishCalendars.class);
        context.registerBean("told", Told.class);
        context.refresh();
        ProcessEngine engine = context.getBean(ProcessEngine.class);
        runtime = engine.getRuntimeService();
        tasks = engine.getTaskService();
        jobs = engine.getManagementService();
        repository = engine.getRepositoryService();
        history = engine.getHistoryService();
        identity = engine.getIdentityService();
        events = context.getBean(Events.class);
        told = context.getBean(Told.class);
        tables = context.getBean(InMemoryTables.class);
        register = context.getBean(DeadlineRegister.class);
        jdbc = context.getBean(JdbcClient.class);
        transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        repository.createDeployment().tenantId("derby")
                .addInputStream("move-deadlines.bpmn", stream("processes/protocol/move-deadlines.bpmn")).deploy();
    }

    static java.io.InputStream stream(String file) {
        try {
            return java.nio.file.Files.newInputStream(java.nio.file.Path.of(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void deploy(String bpmn) {
        String model = """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
                """ + bpmn + "</definitions>";
        repository.createDeployment().tenantId("derby").addString("test.bpmn", model).deploy();
    }

    /** A London time like 2026-12-18T09:00. */
    void clock(String london) {
        ClockUtil.setCurrentTime(Date.from(When.parse(london).instant()));
    }

    ProcessInstance start(String process) {
        return runtime.createProcessInstanceByKey(process).businessKey(CASE).processDefinitionTenantId("derby").execute();
    }

    /** Runs whatever jobs are due by the clock, moves included, until none is left. */
    int runJobs() {
        int ran = 0;
        for (List<Job> due = executable(); !due.isEmpty(); due = executable()) {
            for (Job job : due) {
                jobs.executeJob(job.getId());
                ran++;
            }
        }
        return ran;
    }

    List<Job> executable() {
        return jobs.createJobQuery().executable().withRetriesLeft().list();
    }

    List<Job> timers() {
        return jobs.createJobQuery().timers().list();
    }

    Task task() {
        return tasks.createTaskQuery().singleResult();
    }

    static String london(Date date) {
        return date == null ? null : java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")
                .format(date.toInstant().atZone(London.ZONE));
    }

    static String london(Instant instant) {
        return instant == null ? null : london(Date.from(instant));
    }

    /** Nothing a test made stays behind. */
    void clean() {
        runtime.createProcessInstanceQuery().list()
                .forEach(i -> runtime.deleteProcessInstance(i.getId(), "test over", true));
        repository.createDeploymentQuery().list().stream()
                .filter(d -> !repository.getDeploymentResourceNames(d.getId()).contains("move-deadlines.bpmn"))
                .forEach(d -> repository.deleteDeployment(d.getId(), true));
        history.createHistoricProcessInstanceQuery().list()
                .forEach(i -> history.deleteHistoricProcessInstance(i.getId()));
        jdbc.sql("delete from deadline").update();
        events.reset();
        told.times.clear();
        told.also = null;
        Parts.fill(tables);
        identity.clearAuthentication();
        ClockUtil.reset();
    }

    @Override
    public void close() {
        context.close();
    }

    /** What a test's model tells; remembers when. */
    public static class Told {

        final List<String> times = new ArrayList<>();
        Runnable also;

        public void tell(DelegateExecution execution) {
            times.add(london(ClockUtil.getCurrentTime()));
            if (also != null) {
                also.run();
            }
        }
    }

    /** Case events, announced as the case file does. */
    static class Events {

        private final ApplicationEventPublisher publisher;
        private final List<CaseEvent> events = new ArrayList<>();
        int reads;
        CaseFile file;
        List<Proceedings> proceedings = List.of();

        Events(ApplicationEventPublisher publisher) {
            this.publisher = publisher;
        }

        void record(String kind, String subject, String value) {
            set(kind, subject, value);
            publisher.publishEvent(new CaseChange.EventChanged(CASE, kind, subject));
        }

        void record(String kind, String value) {
            record(kind, "", value);
        }

        void set(String kind, String subject, String value) {
            events.removeIf(e -> e.kind().equals(kind) && e.subject().equals(subject));
            events.add(new CaseEvent(UUID.randomUUID(), CASE, kind, subject, value == null ? null : When.parse(value),
                    Instant.EPOCH, "test", null, null, null));
        }

        List<CaseEvent> all() {
            reads++;
            return List.copyOf(events);
        }

        void reset() {
            events.clear();
            reads = 0;
            file = null;
            proceedings = List.of();
        }
    }

    @TestConfiguration
    static class Parts {

        static void fill(InMemoryTables tables) {
            InMemoryTables fresh = new InMemoryTables();
            tables.set("derby", "working-days", fresh.latest("derby", "working-days").rows());
            tables.set("derby", "settings", fresh.latest("derby", "settings").rows());
            tables.set("derby", "deadlines", FolderTables.rows("protocol", "deadlines"));
            tables.set("derby", "application-types", FolderTables.rows("protocol", "application-types"));
            tables.row("derby", "settings", "critical-dates", FolderTables.rows("protocol", "settings").get("critical-dates"));
        }

        @Bean
        InMemoryTables tables() {
            InMemoryTables tables = new InMemoryTables();
            fill(tables);
            return tables;
        }

        @Bean
        Clock clock() {
            return TimerParts.clock();
        }

        @Bean
        DataSource dataSource() {
            SimpleDriverDataSource plain = new SimpleDriverDataSource(new org.h2.Driver(),
                    "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
            new ResourceDatabasePopulator(new ClassPathResource("db/changelog/deadline.sql")).execute(plain);
            return new TransactionAwareDataSourceProxy(plain);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new DataSourceTransactionManager(((TransactionAwareDataSourceProxy) dataSource).getTargetDataSource());
        }

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        CaseFiles caseFiles(org.springframework.beans.factory.ObjectProvider<Events> events) {
            CaseFiles files = mock(CaseFiles.class);
            when(files.events(anyString())).thenAnswer(x -> events.getObject().all());
            when(files.find(anyString())).thenAnswer(x -> Optional.ofNullable(events.getObject().file));
            when(files.get(anyString())).thenAnswer(x -> events.getObject().file);
            when(files.proceedings(anyString())).thenAnswer(x -> events.getObject().proceedings);
            return files;
        }

        @Bean
        SpringProcessEngineConfiguration configuration(DataSource dataSource, PlatformTransactionManager transactions,
                List<ProcessEnginePlugin> plugins, ApplicationContext context) {
            SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
            configuration.setDataSource(dataSource);
            configuration.setTransactionManager(transactions);
            configuration.setDatabaseSchemaUpdate("true");
            configuration.setHistory("activity");
            configuration.setJobExecutorActivate(false);
            configuration.setProcessEnginePlugins(plugins);
            configuration.setHistoryTimeToLive("P180D");
            configuration.setDefaultNumberOfRetries(3);
            configuration.setApplicationContext(context);
            return configuration;
        }

        @Bean
        ProcessEngineFactoryBean engine(SpringProcessEngineConfiguration configuration) {
            ProcessEngineFactoryBean factory = new ProcessEngineFactoryBean();
            factory.setProcessEngineConfiguration(configuration);
            return factory;
        }

        @Bean
        RuntimeService runtimeService(ProcessEngine engine) {
            return engine.getRuntimeService();
        }

        @Bean
        RepositoryService repositoryService(ProcessEngine engine) {
            return engine.getRepositoryService();
        }

        @Bean
        IdentityService identityService(ProcessEngine engine) {
            return engine.getIdentityService();
        }
    }
}
