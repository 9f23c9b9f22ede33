package org.iroprotocol.correspondence;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.iroprotocol.authority.AuthorityFiles;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.Calendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.WorkingDays;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.ChildFacts;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.deadline.ReckonedDates;
import org.iroprotocol.testing.BareEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** This room on a bare engine, with the rooms around it played by maps. */
class House implements AutoCloseable {

    static final String CASE = "DBY-7KQ2";
    static final String CHILD = "Ottoline Featherstonehaugh";
    static final Path LETTERS = Path.of("processes/protocol/letters");

    final Map<String, String> settings = new HashMap<>();
    final Map<String, Person> people = new HashMap<>();
    final List<TimelineRecord> timeline = new ArrayList<>();
    final List<Deadline> deadlines = new ArrayList<>();
    final Map<String, ReckonedDates.Reckoned> reckoned = new HashMap<>();
    /** Subject → key → what is recorded about that concern. */
    final Map<String, Map<String, String>> concerns = new HashMap<>();
    /** Subject and who → whom that means. */
    final Map<String, List<Matters.Party>> parties = new HashMap<>();
    final Map<String, String> replacedLetters = new HashMap<>();
    CaseFile file;
    boolean lookedAfter;
    Instant now;
    Post post;

    final ProcessEngine engine;
    private final JdbcClient jdbc;
    final LedgerRows rows;
    final DigestRows digestRows;
    final Ledger ledger;
    final Letters letters;
    final OfficeHours officeHours;
    final LetterPage page = new LetterPage();
    final TemplateData data;
    final AfterDeath afterDeath;

    House() {
        this(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
    }

    House(DataSource database) {
        migrate(database);
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
        Map<Object, Object> beans = new HashMap<>();
        SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
        configuration.setProcessEngineName(UUID.randomUUID().toString());
        configuration.setDataSource(database);
        configuration.setTransactionManager(transactions);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("activity");
        configuration.setJobExecutorActivate(false);
        configuration.setGroupResourceWhitelistPattern("[a-z0-9-]+");
        configuration.setUserResourceWhitelistPattern("[A-Za-z0-9._@-]+");
        configuration.setBeans(beans);
        engine = configuration.buildProcessEngine();

        CaseFiles cases = cases();
        Settings authoritySettings = authoritySettings();
        Calendars calendars = authority -> new PlainWeeks();
        DeadlineRegister register = mock(DeadlineRegister.class);
        when(register.ofCase(any())).thenAnswer(call -> deadlines);
        ReckonedDates dates = (reference, rule, subject) -> Optional.ofNullable(reckoned.get(rule))
                .orElseThrow(() -> new IllegalArgumentException("deadlines.dmn has no row '" + rule + "'."));
        jdbc = JdbcClient.create(database);
        rows = new LedgerRows(jdbc);
        digestRows = new DigestRows(new JdbcTemplate(database));
        officeHours = new OfficeHours(authoritySettings, calendars);
        Addressees addressees = new Addressees(cases, authoritySettings, engine.getIdentityService(), matters());
        ledger = new StoredLedger(rows, page, addressees, authoritySettings);
        data = new TemplateData(cases, childFacts(), register, dates, authoritySettings, matters(), clock());
        Recorder recorder = new Recorder(files(), cases, authoritySettings, addressees, data, page, rows, officeHours,
                engine.getRuntimeService(), BareEngine.asSystem(engine), clock());
        Dispatch dispatch = new Dispatch(rows, cases, authoritySettings, addressees, new Envelope(page, matters()),
                message -> post.deliver(message), clock(), transactions);
        letters = new Letters(recorder);
        afterDeath = new AfterDeath(rows, engine.getRuntimeService(), engine.getManagementService(), BareEngine.asSystem(engine));
        beans.put("letters", letters);
        beans.put("notices", new Notices(recorder));
        beans.put("correspondence", new Sending(rows, dispatch, clock()));
        beans.put("trouble", new Trouble());
        deploy();
        reset();
    }

    /** As on Wednesday 2 December 2026, 10:00 in London, before anything was written. */
    void reset() {
        settings.clear();
        settings.putAll(Map.of(
                "authority.name", "Derby City Council",
                "mail.from", "iro.service@derby.example.org",
                "mail.secure-domains", "cafcass.example.org, derby.example.org",
                "public-url", "https://iro.derby.example.org/",
                "mailbox.review-clerks", "review.clerks@derby.example.org",
                "cafcass-service-manager.name", "Sam Manager",
                "cafcass-service-manager.email", "sam.manager@cafcass.example.org",
                "iro-manager.email", "iro.manager@derby.example.org"));
        settings.putAll(Map.of("term.concern", "concern", "term.concern-form", "Quality Assurance Form", "term.child", "child"));
        people.clear();
        timeline.clear();
        deadlines.clear();
        lookedAfter = true;
        reckoned.clear();
        replacedLetters.clear();
        concerns.clear();
        parties.clear();
        file = new CaseFile(CASE, "derby", CHILD, LocalDate.of(2020, 5, 17), "P1234567", null, false, null, Instant.EPOCH,
                null, null);
        now = london(2026, 12, 2, 10, 0);
        post = message -> {
            throw new AssertionError("nothing should be sent here");
        };
        hold("iro", "Ines Reviewer", "ines.reviewer@derby.example.org");
        engine.getRuntimeService().createProcessInstanceQuery().list()
                .forEach(instance -> engine.getRuntimeService().deleteProcessInstance(instance.getId(), "test over"));
        jdbc.sql("delete from correspondence_line").update();
        jdbc.sql("delete from correspondence_recipient").update();
        jdbc.sql("delete from correspondence_item").update();
    }

    /** A step after the letter that may refuse, as a database would. */
    public static class Trouble {

        public void make() {
            throw new IllegalStateException("trouble after the letter");
        }
    }

    static Instant london(int year, int month, int day, int hour, int minute) {
        return ZonedDateTime.of(year, month, day, hour, minute, 0, 0, London.ZONE).toInstant();
    }

    static void migrate(DataSource database) {
        SpringLiquibase liquibase = new SpringLiquibase();
        liquibase.setDataSource(database);
        liquibase.setChangeLog("classpath:db/changelog/correspondence.sql");
        liquibase.setResourceLoader(new DefaultResourceLoader());
        try {
            liquibase.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void deploy() {
        engine.getRepositoryService().createDeployment().tenantId("derby")
                .addInputStream("correspondence.bpmn", stream(Path.of("processes/protocol/correspondence.bpmn")))
                .addModelInstance("letter.bpmn", Bpmn.createExecutableProcess("letter").camundaHistoryTimeToLive(1)
                        .startEvent().serviceTask().camundaExpression("${letters.write('iro-notice', execution)}")
                        .endEvent().done())
                .addModelInstance("notice.bpmn", Bpmn.createExecutableProcess("notice").camundaHistoryTimeToLive(1)
                        .startEvent().serviceTask().camundaExpression("${notices.send('iro-notice-overdue', execution)}")
                        .endEvent().done())
                .addModelInstance("overdue.bpmn", Bpmn.createExecutableProcess("overdue").camundaHistoryTimeToLive(1)
                        .startEvent().serviceTask().camundaExpression("${notices.overdue('guardian-handover', execution)}")
                        .endEvent().done())
                .addModelInstance("any-overdue.bpmn", Bpmn.createExecutableProcess("any-overdue").camundaHistoryTimeToLive(1)
                        .startEvent().serviceTask().camundaExpression("${notices.overdue(rule, execution)}").endEvent().done())
                .addModelInstance("any-notice.bpmn", Bpmn.createExecutableProcess("any-notice").camundaHistoryTimeToLive(1)
                        .startEvent().serviceTask().camundaExpression("${notices.send(template, execution)}").endEvent().done())
                .addModelInstance("any-letter.bpmn", Bpmn.createExecutableProcess("any-letter").camundaHistoryTimeToLive(1)
                        .startEvent().serviceTask().camundaExpression("${letters.write(template, execution)}").endEvent().done())
                .addModelInstance("mixed-up.bpmn", Bpmn.createExecutableProcess("mixed-up").camundaHistoryTimeToLive(1)
                        .startEvent().serviceTask().camundaExpression("${notices.send('iro-notice', execution)}")
                        .endEvent().done())
                .addModelInstance("undone.bpmn", Bpmn.createExecutableProcess("undone").camundaHistoryTimeToLive(1)
                        .startEvent().serviceTask().camundaExpression("${letters.write('iro-notice', execution)}")
                        .serviceTask().camundaExpression("${trouble.make()}").endEvent().done())
                .addModelInstance("asks.bpmn", Bpmn.createExecutableProcess("asks").camundaHistoryTimeToLive(1)
                        .startEvent().serviceTask().camundaExpression("${letters.owed('iro-notice', execution)}")
                        .camundaResultVariable("owed").userTask().endEvent().done())
                .deploy();
    }

    /** Runs a process of the case that ends at once or waits. */
    String start(String process) {
        return engine.getRuntimeService().createProcessInstanceByKey(process).processDefinitionTenantId("derby")
                .businessKey(CASE).execute().getId();
    }

    /** The same, about one of several concerns. */
    String start(String process, String subject, String variable, String value) {
        return engine.getRuntimeService().createProcessInstanceByKey(process).processDefinitionTenantId("derby")
                .businessKey(CASE).setVariable("subject", subject).setVariable(variable, value).execute().getId();
    }

    boolean owed() {
        String id = start("asks");
        boolean owed = (Boolean) engine.getRuntimeService().getVariable(id, "owed");
        engine.getRuntimeService().deleteProcessInstance(id, "asked");
        return owed;
    }

    Person hold(String role, String name, String email) {
        Person person = new Person(UUID.randomUUID(), CASE, role, name, email, "01332 496 000", null,
                LocalDate.of(2026, 11, 30), null, now, "iro-admin.demo");
        people.put(role, person);
        return person;
    }

    Job job() {
        return engine.getManagementService().createJobQuery().singleResult();
    }

    /** Runs the one job there is; returns false when it failed. */
    boolean runJob() {
        try {
            engine.getManagementService().executeJob(job().getId());
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    Item onlyItem() {
        List<Item> items = ledger.ofCase(CASE);
        if (items.size() != 1) {
            throw new AssertionError("one item expected, but there are " + items.size());
        }
        return items.get(0);
    }

    long instances() {
        return engine.getRuntimeService().createProcessInstanceQuery().count();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return London.ZONE;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private CaseFiles cases() {
        CaseFiles cases = mock(CaseFiles.class);
        when(cases.get(CASE)).thenAnswer(call -> file);
        when(cases.holder(any(), any())).thenAnswer(call -> Optional.ofNullable(people.get(call.<String>getArgument(1))));
        when(cases.timeline(any())).thenAnswer(call -> timeline);
        return cases;
    }

    private ObjectProvider<Matters> matters() {
        return new StaticListableBeanFactory(Map.of("matters", new Matters() {
            @Override
            public String kind() {
                return "concern";
            }

            @Override
            public String value(CaseFile of, String subject, String key) {
                return concerns.getOrDefault(subject, Map.of()).get(key);
            }

            @Override
            public List<Party> parties(CaseFile of, String subject, String who) {
                return parties.getOrDefault(subject + " " + who, List.of());
            }
        })).getBeanProvider(Matters.class);
    }

    private ChildFacts childFacts() {
        ChildFacts facts = mock(ChildFacts.class);
        when(facts.isLookedAfter(any())).thenAnswer(call -> lookedAfter);
        return facts;
    }

    private Settings authoritySettings() {
        Settings fake = mock(Settings.class);
        when(fake.find(anyString(), anyString()))
                .thenAnswer(call -> Optional.ofNullable(settings.get(call.<String>getArgument(1))));
        when(fake.get(anyString(), anyString())).thenAnswer(call -> settings.get(call.<String>getArgument(1)));
        when(fake.list(anyString(), anyString())).thenAnswer(call -> {
            String value = settings.getOrDefault(call.<String>getArgument(1), "");
            return Arrays.stream(value.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
        });
        return fake;
    }

    private AuthorityFiles files() {
        AuthorityFiles files = mock(AuthorityFiles.class);
        when(files.letter(anyString(), anyString())).thenAnswer(call -> {
            String name = call.getArgument(1);
            return Optional.ofNullable(replacedLetters.containsKey(name) ? replacedLetters.get(name) : letter(name));
        });
        return files;
    }

    /** The names of all letters and notices as Derby has them. */
    static List<String> letterNames() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (Path folder : List.of(LETTERS, Path.of("processes/derby/letters"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> names.add(file.getFileName().toString().replace(".html", "")));
            }
        }
        return List.copyOf(names);
    }

    /** As it holds in Derby, whose cases these are. */
    static String letter(String name) {
        Path own = Path.of("processes/derby/letters", name + ".html");
        try {
            return Files.readString(Files.exists(own) ? own : LETTERS.resolve(name + ".html"));
        } catch (IOException e) {
            return null;
        }
    }

    private static java.io.InputStream stream(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Monday to Friday, closed on 25 and 28 December 2026. */
    static class PlainWeeks implements WorkingDays {

        @Override
        public boolean isWorkingDay(LocalDate day) {
            return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY
                    && !day.equals(LocalDate.of(2026, 12, 25)) && !day.equals(LocalDate.of(2026, 12, 28));
        }

        @Override
        public LocalDate plus(LocalDate day, int days) {
            LocalDate result = day;
            for (int left = days; left > 0;) {
                result = result.plusDays(1);
                left -= isWorkingDay(result) ? 1 : 0;
            }
            return result;
        }

        @Override
        public LocalDate minus(LocalDate day, int days) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LocalDate onOrAfter(LocalDate day) {
            return isWorkingDay(day) ? day : plus(day, 1);
        }

        @Override
        public SortedMap<LocalDate, String> closedWeekdays(LocalDate first, LocalDate last) {
            return new TreeMap<>();
        }

        @Override
        public LocalDate knownUntil() {
            return LocalDate.of(2028, 12, 31);
        }
    }
}
