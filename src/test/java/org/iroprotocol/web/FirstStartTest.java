package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.testing.ProtocolTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

/** What the first start makes, and what stops it. */
@ProtocolTest
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest {

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${ADMIN_PASSWORD} | holds a placeholder that nobody filled in
            Ab1-x             | it is too short
            lower-case-only-1 | no capital letter
            NoDigitsAnywhere- | no digit
            NoSigns12345678   | no sign other than letters and digits
            """)
    void aPlaceholderOrAWeakPasswordStopsTheStart(String password, String problem) {
        FirstAdministrator first = first(password);
        assertThatThrownBy(first::afterSingletonsInstantiated).isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith("PROTOCOL_ADMIN_PASSWORD").hasMessageContaining(problem)
                .hasMessageNotContaining(password);
        assertThat(new CannotStartAnalyzer().analyze(new RuntimeException(new CannotStartException("a", "b"))).getAction())
                .isEqualTo("b");
    }

    @Test
    void theAdministratorsGroupIsFilledAgainAndTheSecondStartPrintsNothing(CapturedOutput output) {
        List<String> members = identity.createUserQuery().memberOfGroup("camunda-admin").list().stream().map(User::getId)
                .toList();
        members.forEach(member -> identity.deleteMembership(member, "camunda-admin"));
        // The house itself may have started within this test and printed it then.
        int start = output.getOut().length();
        try {
            first(null).afterSingletonsInstantiated();
            assertThat(identity.createUserQuery().memberOfGroup("camunda-admin").list()).extracting(User::getId)
                    .containsExactly("admin");
            for (Resource resource : Resources.values()) {
                assertThat(authorizations.createAuthorizationQuery().groupIdIn("camunda-admin").resourceType(resource)
                        .resourceId("*").hasPermission(Permissions.ALL).count()).as(resource.resourceName()).isOne();
            }
            first(null).afterSingletonsInstantiated();
            assertThat(output.getOut().substring(start)).doesNotContain("Password of the user admin");
        } finally {
            members.stream().filter(member -> identity.createUserQuery().userId(member).memberOfGroup("camunda-admin")
                    .count() == 0).forEach(member -> identity.createMembership(member, "camunda-admin"));
        }
    }

    @Test
    void madeUpPasswordsAreStrongAndDiffer() {
        Passwords passwords = new Passwords(new MockEnvironment(), identity);
        User user = identity.newUser("somebody");
        String one = passwords.madeUp(user);
        assertThat(one).hasSize(23).isNotEqualTo(passwords.madeUp(user));
        assertThat(identity.checkPasswordAgainstPolicy(one, user).isValid()).isTrue();
    }

    @Test
    void theDemonstrationHasOnePersonPerGroupAndTwoIros(CapturedOutput output) {
        var before = identity.createUserQuery().list().stream().map(User::getId).toList();
        var groups = identity.createGroupQuery().list().stream().map(group -> group.getId()).toList();
        var tenants = identity.createTenantQuery().list().stream().map(tenant -> tenant.getId()).toList();
        try {
            new DemonstrationUsers(new Accounts(identity), new Passwords(new MockEnvironment()
                    .withProperty("PROTOCOL_DEMO_PASSWORD", TestUsers.PASSWORD), identity), first(null),
                    FolderLocation.of("", "")).afterSingletonsInstantiated();
            var demo = identity.createUserQuery().userIdIn(Groups.all().keySet().stream().map(id -> id + ".demo")
                    .toArray(String[]::new)).memberOfTenant("derby").list();
            assertThat(demo).hasSize(21).allSatisfy(user -> {
                assertThat(user.getEmail()).endsWith(".example");
                assertThat(identity.createGroupQuery().groupMember(user.getId()).list()).singleElement()
                        .satisfies(group -> assertThat(user.getId()).isEqualTo(group.getId() + ".demo"));
            });
            assertThat(identity.createUserQuery().memberOfGroup("iro").list()).extracting(User::getId)
                    .contains("iro.demo", "iro2.demo");
            assertThat(identity.checkPassword("iro2.demo", TestUsers.PASSWORD)).isTrue();
            assertThat(output).doesNotContain(TestUsers.PASSWORD);
        } finally {
            identity.createUserQuery().list().stream().map(User::getId).filter(id -> !before.contains(id))
                    .forEach(identity::deleteUser);
            identity.createGroupQuery().list().stream().map(group -> group.getId()).filter(id -> !groups.contains(id))
                    .forEach(identity::deleteGroup);
            identity.createTenantQuery().list().stream().map(tenant -> tenant.getId()).filter(id -> !tenants.contains(id))
                    .forEach(identity::deleteTenant);
        }
    }

    private FirstAdministrator first(String password) {
        MockEnvironment environment = new MockEnvironment();
        if (password != null) {
            environment.setProperty("PROTOCOL_ADMIN_PASSWORD", password);
        }
        return new FirstAdministrator(new Accounts(identity), new Passwords(environment, identity));
    }
}
